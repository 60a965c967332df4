// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

/** A server that runs as a child of this process and listens on 127.0.0.1 only. */
public interface Server extends AutoCloseable {
  /** The process behind it: pid, log, and {@code freeze} for tests. */
  ChildProcess process();

  /** The main port of 127.0.0.1; the same again after a restart. */
  default int port() {
    return process().spec().port();
  }

  /** Whether its process lives; not whether it answers. */
  default boolean isAlive() {
    return process().isAlive();
  }

  /** Ends it politely and waits until it is gone. What it stored stays. */
  default void stop() {
    process().stop();
  }

  /** Ends it as a power cut would ({@code kill -9}); start it again from the same state folder. */
  default void kill() {
    process().kill();
  }

  @Override
  default void close() {
    stop();
  }
}
