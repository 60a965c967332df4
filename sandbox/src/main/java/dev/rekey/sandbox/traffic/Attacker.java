// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Somebody who stole the credentials and keeps trying each of them until closed. */
public final class Attacker implements AutoCloseable {

  private final Map<String, Copy> copies = new ConcurrentHashMap<>();
  private final List<Rounds> rounds = new ArrayList<>();
  private final Duration pace;
  private final Clock clock;

  private Attacker(Duration pace, Clock clock) {
    this.pace = pace;
    this.clock = clock;
  }

  /**
   * Starts trying.
   *
   * @param stolen what was stolen, by the credential's public id
   * @param pace how long to pause between two tries of the same one; at least 10 ms
   * @param clock for the times of success
   */
  public static Attacker start(Map<String, Attempt> stolen, Duration pace, Clock clock) {
    Attacker attacker = new Attacker(pace, clock);
    attacker.take(stolen);
    return attacker;
  }

  /** Tries these as well from now on. */
  public void take(Map<String, Attempt> stolen) {
    Map<String, Copy> more = new TreeMap<>();
    stolen.forEach((credential, attempt) -> more.put(credential, new Copy(attempt)));
    copies.putAll(more);
    List<Runnable> tries = more.values().stream().<Runnable>map(copy -> copy::tryIt).toList();
    rounds.add(new Rounds("attacker", tries, pace));
  }

  /** What came of that credential so far. */
  public Loot loot(String credential) {
    Copy copy = copies.get(credential);
    if (copy == null) {
      throw new IllegalArgumentException(credential + " (expected: one that was stolen)");
    }
    return copy.loot();
  }

  /** A stolen copy, and what came of it. */
  private final class Copy {
    private final Attempt attempt;
    private final List<Instant> successes = new ArrayList<>();
    private long tries;
    private Optional<String> lastError = Optional.empty();

    private Copy(Attempt attempt) {
      this.attempt = attempt;
    }

    private void tryIt() {
      Instant asked = clock.instant();
      count(asked, attempt.tryIt());
    }

    private synchronized void count(Instant asked, Answer answer) {
      tries++;
      if (answer.isGood()) {
        successes.add(asked);
      } else {
        lastError = answer.error();
      }
    }

    private synchronized Loot loot() {
      return new Loot(tries, successes, lastError);
    }
  }

  /** Ends after the try that each credential is in. */
  @Override
  public void close() {
    rounds.forEach(Rounds::close);
  }
}
