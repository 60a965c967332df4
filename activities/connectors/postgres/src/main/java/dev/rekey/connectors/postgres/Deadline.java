// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Breaks a connection off that takes too long as a whole.
 *
 * <p>The driver bounds each single read only: an answer that drips in would never end.
 */
final class Deadline implements AutoCloseable {

  private final CountDownLatch over = new CountDownLatch(1);

  /** Starts to wait; on a thread of the system's, because the driver may be busy on a carrier. */
  Deadline(Connection connection, Duration most) {
    Thread.ofPlatform().daemon().name("postgres-deadline").start(() -> watch(connection, most));
  }

  private void watch(Connection connection, Duration most) {
    try {
      if (!over.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
        connection.abort(Runnable::run);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      // It is closed already, which is what was wanted.
    }
  }

  /** The connection was in time. */
  @Override
  public void close() {
    over.countDown();
  }
}
