// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import dev.rekey.sandbox.seed.SeededKey;
import dev.rekey.sandbox.store.AppStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The applications that hold the seeded keys, all at work until closed. */
public final class Consumers implements AutoCloseable {
  private final AtomicLong requests = new AtomicLong();
  private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final CallerIdentity sts;
  private final Rounds rounds;

  private Consumers(List<SeededKey> places, AppStore store, URI aws, Duration pace, Clock clock) {
    sts = new CallerIdentity(aws);
    rounds =
        new Rounds(
            "consumer",
            places.stream()
                .map(place -> new Application(place, store, sts, clock))
                .<Runnable>map(application -> () -> work(application))
                .toList(),
            pace);
  }

  /**
   * Starts one for each place.
   *
   * @param places where they read their keys
   * @param store that holds the places; closing it is the caller's, after this
   * @param aws the endpoint of STS
   * @param pace how long each pauses between two requests; at least 10 ms
   * @param clock for the times of failures and for how long a key is kept
   */
  public static Consumers start(
      List<SeededKey> places, AppStore store, URI aws, Duration pace, Clock clock) {
    return new Consumers(places, store, aws, pace, clock);
  }

  /** How many requests were made so far, failed ones included. */
  public long requests() {
    return requests.get();
  }

  /** Those that failed, oldest first. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  private void work(Application application) {
    application.request().ifPresent(failures::add);
    requests.incrementAndGet();
  }

  /** Ends them after the request that each is in. */
  @Override
  public void close() {
    rounds.close();
    sts.close();
  }
}
