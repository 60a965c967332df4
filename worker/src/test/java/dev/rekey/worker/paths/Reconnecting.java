// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Consumers of a database that read their place anew for each connection, as they should. */
final class Reconnecting implements AutoCloseable {

  private static final Duration PACE = Duration.ofMillis(50);

  private final World world;
  private final Roles roles;
  private final List<String> failed = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final Thread consumer;
  private volatile boolean over;

  Reconnecting(World world, Roles roles, List<String> paths) {
    this.world = world;
    this.roles = roles;
    this.consumer = Thread.ofPlatform().daemon().start(() -> consume(paths));
  }

  private void consume(List<String> paths) {
    while (!over) {
      for (String path : paths) {
        LockSupport.parkNanos(PACE.toNanos());
        String refusal = roles.refusal(dsn(path));
        requests.incrementAndGet();
        if (!refusal.isEmpty()) {
          synchronized (failed) {
            failed.add(path + " " + refusal);
          }
        }
      }
    }
  }

  /** The connection string that stands at a place now. */
  String dsn(String path) {
    return world.read(path).get("database_url").stringValue();
  }

  int requests() {
    return requests.get();
  }

  /** Place and code of every refused connection. */
  List<String> failed() {
    synchronized (failed) {
      return List.copyOf(failed);
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      consumer.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
