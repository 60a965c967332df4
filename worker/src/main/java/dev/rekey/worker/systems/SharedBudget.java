// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.runtime.systems.Spending;
import dev.rekey.spi.Budget;
import dev.rekey.words.SystemName;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The budget of one system, shared by all workers through a bucket in PostgreSQL.
 *
 * <p>Whoever calls waits in line for a token, a little. So that the line stays short, only as many
 * attempts as the rate bears call a system at once; the others are told when to come back. Without
 * that all would start, and each would find the bucket empty before its last call.
 */
final class SharedBudget implements Budget {

  private static final Duration IN_LINE = Duration.ofSeconds(15);

  /** For as many seconds of calls attempts may stand in line at once. */
  private static final int LINE_SECONDS = 5;

  private static final int MOST_SEATS = 100;

  /** About as many calls as an attempt makes. */
  private static final int CALLS_OF_AN_ATTEMPT = 6;

  private final SystemName system;
  private final Bucket bucket;
  private final Semaphore seats;
  private final Turns turns;

  SharedBudget(SystemName system, Bucket bucket, Duration perCall) {
    this.system = system;
    this.bucket = bucket;
    long fit = Duration.ofSeconds(LINE_SECONDS).dividedBy(perCall);
    this.seats = new Semaphore((int) Math.clamp(fit, 1, MOST_SEATS));
    this.turns = new Turns(perCall.multipliedBy(CALLS_OF_AN_ATTEMPT), System::nanoTime);
  }

  /** How many calls it allows now. */
  long left() {
    return bucket.getAvailableTokens();
  }

  @Override
  public Optional<Duration> take() {
    Spending spending = Spending.current();
    if (spending != null && spending.usePrepaid(system)) {
      return Optional.empty();
    }
    return sit(spending) && standInLine() ? Optional.empty() : Optional.of(later(spending));
  }

  private boolean sit(@Nullable Spending spending) {
    if (spending == null || spending.hasSeat(system)) {
      return true;
    }
    boolean free = seats.tryAcquire();
    if (free) {
      spending.sit(system, seats::release);
    }
    return free;
  }

  private boolean standInLine() {
    try {
      return bucket.asBlocking().tryConsume(1, IN_LINE);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Duration later(@Nullable Spending spending) {
    if (spending != null) {
      spending.deny();
    }
    return turns.next();
  }
}
