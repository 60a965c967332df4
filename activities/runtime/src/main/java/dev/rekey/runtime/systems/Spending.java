// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

import dev.rekey.words.SystemName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a step takes from the budgets of systems: its seat, what it has paid for
 * before the gate, and whether it found a budget used up. Used by the attempt's own thread alone.
 */
public final class Spending {

  private static final ScopedValue<Spending> CURRENT = ScopedValue.newInstance();

  private final Map<SystemName, Runnable> seats = new HashMap<>();
  private final Set<SystemName> prepaid = new HashSet<>();
  private boolean denied;

  /** The spending of the attempt that runs on this thread; null outside of attempts. */
  public static @Nullable Spending current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /** Carries the attempt out; its seats are given back whatever comes of it. */
  public <R> R during(Supplier<R> attempt) {
    try {
      return ScopedValue.where(CURRENT, this).call(attempt::get);
    } finally {
      seats.values().forEach(Runnable::run);
      seats.clear();
    }
  }

  public boolean hasSeat(SystemName system) {
    return seats.containsKey(system);
  }

  /** Keeps a seat among those that call a system now. */
  public void sit(SystemName system, Runnable giveBack) {
    seats.put(system, giveBack);
  }

  /** One call to this system is paid for. */
  public void prepay(SystemName system) {
    prepaid.add(system);
  }

  /** Uses what was paid for before; false if nothing was. */
  public boolean usePrepaid(SystemName system) {
    return prepaid.remove(system);
  }

  /** A budget was used up: what comes of this attempt is a delay and no hold. */
  public void deny() {
    denied = true;
  }

  public boolean wasDenied() {
    return denied;
  }
}
