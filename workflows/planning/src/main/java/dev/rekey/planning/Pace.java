// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How long the steps of a rotation take and how often they look. Durations are at least zero and at
 * most a year; those that say how long somebody or something is waited for are at least 100 ms.
 *
 * @param proveNewTimes how often the new credential must be accepted before it is delivered; 1 to
 *     100
 * @param proveNewWindow over how long these tries are spread
 * @param confirmWithin how long a place may take until it is seen to hold the new credential
 * @param observeFor for how long the old credential must lie unused before it is disabled
 * @param observeAtMost how long that is waited for before the rotation is held; at least {@code
 *     observeFor}
 * @param soak how long the old credential stays disabled before it is revoked
 * @param proveTimes how often the old credential must be refused; 2 to 100: once proves nothing
 * @param proveWindow over how long these tries are spread
 * @param approvalWithin how long an owner has to decide
 * @param retryFor how long a step is retried quickly before the rotation is held
 * @param holdRetry how often a rotation that is held for an unreachable system tries again
 * @param brownout for how long the old one is switched off, and on again, to see who misses it;
 *     zero for not at all, also where a stored pace does not say
 */
public record Pace(
    int proveNewTimes,
    Duration proveNewWindow,
    Duration confirmWithin,
    Duration observeFor,
    Duration observeAtMost,
    Duration soak,
    int proveTimes,
    Duration proveWindow,
    Duration approvalWithin,
    Duration retryFor,
    Duration holdRetry,
    Duration brownout) {

  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Duration SHORTEST = Duration.ofMillis(100);

  /** Below this a real system or a scripted person cannot answer in time. */
  private static final Duration WAITING = Duration.ofSeconds(10);

  /** Below this retries would only add load. */
  private static final Duration RETRYING = Duration.ofSeconds(1);

  /** A pace without a brownout. */
  public Pace(
      int proveNewTimes,
      Duration proveNewWindow,
      Duration confirmWithin,
      Duration observeFor,
      Duration observeAtMost,
      Duration soak,
      int proveTimes,
      Duration proveWindow,
      Duration approvalWithin,
      Duration retryFor,
      Duration holdRetry) {
    this(
        proveNewTimes,
        proveNewWindow,
        confirmWithin,
        observeFor,
        observeAtMost,
        soak,
        proveTimes,
        proveWindow,
        approvalWithin,
        retryFor,
        holdRetry,
        Duration.ZERO);
  }

  public Pace {
    brownout = requireNonNullElse(brownout, Duration.ZERO);
    length("brownout", brownout, Duration.ZERO);
    times("prove-new times", proveNewTimes, 1);
    length("prove-new window", proveNewWindow, Duration.ZERO);
    length("confirm-within", confirmWithin, SHORTEST);
    length("observe for", observeFor, Duration.ZERO);
    length("observe at-most", observeAtMost, Duration.ZERO);
    length("soak", soak, Duration.ZERO);
    times("prove times", proveTimes, 2);
    length("prove window", proveWindow, Duration.ZERO);
    length("approval-within", approvalWithin, SHORTEST);
    length("retry-for", retryFor, SHORTEST);
    length("hold-retry", holdRetry, SHORTEST);
    if (observeAtMost.compareTo(observeFor) < 0) {
      throw new IllegalArgumentException(
          "observe at-most: %s (expected: >= observe for, which is %s)"
              .formatted(observeAtMost, observeFor));
    }
  }

  /** What a playbook has that says nothing about its pace. */
  public static Pace usual() {
    return new Pace(
        3,
        Duration.ofSeconds(30),
        Duration.ofMinutes(15),
        Duration.ofHours(1),
        Duration.ofHours(24),
        Duration.ofMinutes(30),
        5,
        Duration.ofMinutes(2),
        Duration.ofHours(24),
        Duration.ofMinutes(5),
        Duration.ofMinutes(5));
  }

  /**
   * The same pace, {@code factor} times as fast, for the sandbox. Zero stays zero; nothing else
   * falls below 100 ms, waiting for answers not below 10 s and retries not below 1 s, unless they
   * were shorter before.
   *
   * @param factor at least 1
   */
  public Pace compressedBy(int factor) {
    return new Pace(
        proveNewTimes,
        compressed(proveNewWindow, factor),
        compressed(confirmWithin, factor, WAITING),
        compressed(observeFor, factor),
        compressed(observeAtMost, factor, WAITING),
        compressed(soak, factor),
        proveTimes,
        compressed(proveWindow, factor),
        compressed(approvalWithin, factor, WAITING),
        compressed(retryFor, factor, WAITING),
        compressed(holdRetry, factor, RETRYING),
        compressed(brownout, factor));
  }

  /** The same pace with the windows of both proofs at least as long as the kind's lag (P5). */
  public Pace spanning(Duration lag) {
    return new Pace(
        proveNewTimes,
        longer(proveNewWindow, lag),
        confirmWithin,
        observeFor,
        observeAtMost,
        soak,
        proveTimes,
        longer(proveWindow, lag),
        approvalWithin,
        retryFor,
        holdRetry,
        // Shorter than that it would not have begun everywhere before it is over.
        brownout.isZero() ? brownout : longer(brownout, lag.multipliedBy(2)));
  }

  /** The same with another brownout. */
  public Pace brownedOutFor(Duration length) {
    return new Pace(
        proveNewTimes,
        proveNewWindow,
        confirmWithin,
        observeFor,
        observeAtMost,
        soak,
        proveTimes,
        proveWindow,
        approvalWithin,
        retryFor,
        holdRetry,
        length);
  }

  /** How long a brownout takes: once it is on again it is watched for as long as it was off. */
  public Duration brownoutWatch() {
    return brownout.multipliedBy(2);
  }

  /** Whether anything is watched before the old one is switched off for good. */
  public boolean observes() {
    return !observeFor.isZero() || !brownout.isZero();
  }

  /** One duration, {@code factor} times as short; zero stays zero, else at least 100 ms. */
  static Duration compressed(Duration length, int factor) {
    return compressed(length, factor, SHORTEST);
  }

  /** The facts that a digest covers: durations in ISO 8601. */
  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("approval-within", approvalWithin.toString());
    if (!brownout.isZero()) {
      // Left out where there is none: so the digests of what was planned before stay.
      facts.put("brownout", brownout.toString());
    }
    facts.put("confirm-within", confirmWithin.toString());
    facts.put("hold-retry", holdRetry.toString());
    facts.put("observe-at-most", observeAtMost.toString());
    facts.put("observe-for", observeFor.toString());
    facts.put("prove-new-times", proveNewTimes);
    facts.put("prove-new-window", proveNewWindow.toString());
    facts.put("prove-times", proveTimes);
    facts.put("prove-window", proveWindow.toString());
    facts.put("retry-for", retryFor.toString());
    facts.put("soak", soak.toString());
    return Collections.unmodifiableSortedMap(facts);
  }

  private static Duration compressed(Duration length, int factor, Duration floor) {
    if (factor < 1) {
      throw new IllegalArgumentException("factor: %d (expected: >= 1)".formatted(factor));
    }
    Duration least = length.compareTo(floor) < 0 ? length : floor;
    return longer(Duration.ofMillis(length.toMillis() / factor), least);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static void times(String what, int times, int least) {
    if (times < least || times > 100) {
      throw new IllegalArgumentException(
          "%s: %d (expected: %d to 100)".formatted(what, times, least));
    }
  }

  private static void length(String what, Duration length, Duration least) {
    requireNonNull(length, what + " is null");
    if (length.compareTo(least) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "%s: %s (expected: %s to %s)".formatted(what, length, least, LONGEST));
    }
  }
}
