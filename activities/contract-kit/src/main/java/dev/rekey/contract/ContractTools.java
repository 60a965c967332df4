// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.spi.Budget;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a contract lends to a connector: a real clock, and secrets and a budget that it steers. */
public final class ContractTools implements SystemTools {

  private final String reference;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger charged = new AtomicInteger();
  private final Supplier<Secret> own;
  private volatile @Nullable Supplier<Secret> instead;
  private volatile boolean lost;
  private volatile @Nullable Duration exhausted;

  /**
   * @param reference under which the connector's settings name its own credential
   * @param own makes a new secret each time, because the connector closes what it gets
   */
  public ContractTools(String reference, Supplier<Secret> own) {
    this.reference = reference;
    this.own = own;
  }

  @Override
  public Clock clock() {
    return Clock.systemUTC();
  }

  @Override
  public Secret secret(String wanted) {
    asked.incrementAndGet();
    if (lost || !wanted.equals(reference)) {
      throw new IllegalStateException("nothing is found under '%s'".formatted(wanted));
    }
    Supplier<Secret> other = instead;
    return other == null ? own.get() : other.get();
  }

  @Override
  public Budget budget() {
    return () -> {
      Duration wait = exhausted;
      if (wait == null) {
        charged.incrementAndGet();
      }
      return Optional.ofNullable(wait);
    };
  }

  /** From now on another credential stands under the reference. */
  void replaceOwnCredential(Supplier<Secret> other) {
    instead = other;
  }

  /** From now on nothing stands under the reference. */
  void loseOwnCredential() {
    lost = true;
  }

  /** From now on the budget grants nothing. */
  void exhaustBudget(Duration wait) {
    exhausted = wait;
  }

  /** Everything is as it was at the start. */
  void restore() {
    instead = null;
    lost = false;
    exhausted = null;
  }

  int asked() {
    return asked.get();
  }

  int charged() {
    return charged.get();
  }
}
