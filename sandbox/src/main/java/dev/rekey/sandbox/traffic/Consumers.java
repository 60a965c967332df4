// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** The applications that hold the leaked credentials, all at work until closed. */
public final class Consumers implements AutoCloseable {
  /** Who was turned away reads its place again and asks at once, as applications do. */
  private static final Duration SOON = Duration.ofMillis(100);

  /** Then it lets the usual pause pass, so that closing need not wait for long. */
  private static final int TRIES = 10;

  private final Map<String, Tally> tallies = new TreeMap<>();
  private final Rounds rounds;

  private Consumers(List<? extends Consumer> consumers, Duration pace) {
    rounds =
        new Rounds(
            "consumer",
            consumers.stream().map(Worker::new).<Runnable>map(one -> one::work).toList(),
            pace);
  }

  /**
   * Starts all.
   *
   * @param pace how long each pauses between two good requests; at least 10 ms
   */
  public static Consumers start(List<? extends Consumer> consumers, Duration pace) {
    return new Consumers(consumers, pace);
  }

  /** What those of each group met so far. */
  public synchronized Map<String, Tally> tallies() {
    return Map.copyOf(tallies);
  }

  /** How many requests were made so far, failed ones included. */
  public long requests() {
    return tallies().values().stream().mapToLong(Tally::requests).sum();
  }

  /** Those that failed; those of one group oldest first. */
  public List<Failure> failures() {
    return tallies().values().stream().flatMap(tally -> tally.failures().stream()).toList();
  }

  private synchronized void count(String group, Optional<Failure> failure, Duration gap) {
    Tally one = new Tally(1, failure.stream().toList(), gap);
    tallies.merge(group, one, Tally::plus);
  }

  /** Keeps in mind since when its consumer is turned away. */
  private final class Worker {
    private final Consumer consumer;
    private Optional<Instant> awaySince = Optional.empty();

    private Worker(Consumer consumer) {
      this.consumer = consumer;
    }

    private void work() {
      for (int tries = 0; tries < TRIES && !request(); tries++) {
        LockSupport.parkNanos(SOON.toNanos());
      }
    }

    private boolean request() {
      Optional<Failure> failure = consumer.request();
      Instant now = Instant.now();
      Duration gap = awaySince.map(since -> Duration.between(since, now)).orElse(Duration.ZERO);
      awaySince = failure.isEmpty() ? Optional.empty() : Optional.of(awaySince.orElse(now));
      count(consumer.group(), failure, gap);
      return failure.isEmpty();
    }
  }

  /** Ends them after the request that each is in. */
  @Override
  public void close() {
    rounds.close();
  }
}
