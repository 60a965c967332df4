// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Consumers that go on using the key that their place holds, and count what fails. */
public final class Traffic implements AutoCloseable {

  /**
   * Slow enough to leave the machine to what is tested, however many tests have consumers; short
   * beside AWS's lag, so that a key that is handed over too early is met while it is refused.
   */
  private static final Duration PACE = Duration.ofMillis(150);

  /** More consumers than these share the pace of these. */
  private static final int AT_FULL_PACE = 2;

  /**
   * In which each place has its turn, however many there are: Rekey waits for a use twice as long.
   */
  private static final Duration ROUND = Duration.ofSeconds(5);

  private final World world;
  private final List<String> failed = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Thread> consumers = new ArrayList<>();
  private volatile boolean over;

  private Traffic(World world) {
    this.world = world;
  }

  /** Starts consumers of these leaks' places. */
  public static Traffic start(World world, List<Leak> leaks) {
    return start(world, KeyUser.of(world, leaks));
  }

  /**
   * Starts consumers of any places.
   *
   * @param uses by the name of the place: uses what it holds, and says whether that was accepted
   */
  public static Traffic start(World world, Map<String, BooleanSupplier> uses) {
    Traffic traffic = new Traffic(world);
    List<Map.Entry<String, BooleanSupplier>> all = List.copyOf(uses.entrySet());
    int lanes = Math.min(4, all.size());
    for (int lane = 0; lane < lanes; lane++) {
      List<Map.Entry<String, BooleanSupplier>> own = new ArrayList<>();
      for (int i = lane; i < all.size(); i += lanes) {
        own.add(all.get(i));
      }
      traffic.consumers.add(Thread.ofPlatform().daemon().start(() -> traffic.consume(own)));
    }
    return traffic;
  }

  private void consume(List<Map.Entry<String, BooleanSupplier>> places) {
    world.consumers.incrementAndGet();
    try {
      while (!over) {
        for (Map.Entry<String, BooleanSupplier> place : places) {
          LockSupport.parkNanos(pause(places.size()).toNanos());
          requests.incrementAndGet();
          if (!place.getValue().getAsBoolean()) {
            synchronized (failed) {
              failed.add(place.getKey());
            }
          }
        }
      }
    } finally {
      world.consumers.decrementAndGet();
    }
  }

  private Duration pause(int places) {
    Duration shared = PACE.multipliedBy(Math.max(1, world.consumers.get() / AT_FULL_PACE));
    Duration longest = ROUND.dividedBy(places);
    return shared.compareTo(longest) < 0 ? shared : longest;
  }

  public int requests() {
    return requests.get();
  }

  /** The places whose consumer was refused, once for each time. */
  public List<String> failed() {
    synchronized (failed) {
      return List.copyOf(failed);
    }
  }

  @Override
  public void close() {
    over = true;
    for (Thread consumer : consumers) {
      try {
        consumer.join();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
