// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a child of this process running: one that ends without being told to is started again, from
 * the same folder and so with the same address and state. A frozen one lives and is left alone.
 *
 * @param <S> the kind of server
 */
final class Keeper<S extends Server> implements Started.Part {

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);
  private static final Duration GLANCE = Duration.ofMillis(500);

  /** Before its first end. */
  private static final Duration NEVER_ENDED = Duration.ofSeconds(-1);

  private final String name;
  private final Supplier<S> start;
  private final Pauses pauses;
  private final Consumer<String> progress;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watch;
  private volatile S current;

  private Keeper(String name, Supplier<S> start, Pauses pauses, Consumer<String> progress) {
    this.name = name;
    this.start = start;
    this.pauses = pauses;
    this.progress = progress;
    this.current = start.get();
    this.watch = Thread.ofPlatform().daemon().name("rekey-keeper-" + name).unstarted(this::watch);
  }

  /**
   * Starts it and keeps it running.
   *
   * @param name as people know it
   * @param start starts it or takes over a leftover, always from the same folder
   * @param progress told in a line each that it has ended and that it is back
   * @throws dev.rekey.servers.ServerFailure if it cannot be started the first time
   */
  static <S extends Server> Keeper<S> of(
      String name, Supplier<S> start, Pauses pauses, Consumer<String> progress) {
    Keeper<S> keeper = new Keeper<>(name, start, pauses, progress);
    keeper.watch.start();
    return keeper;
  }

  /** The one that runs now, or that has just ended and will be started again. */
  S current() {
    return current;
  }

  /** Ends it for good. A start that is under way is waited for, and what it started is ended. */
  @Override
  public void close() {
    closing.countDown();
    boolean interrupted = false;
    while (watch.isAlive()) {
      try {
        watch.join();
      } catch (InterruptedException e) {
        // A child left behind would be worse than being late.
        interrupted = true;
      }
    }
    current.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() {
    Instant started = Instant.now();
    Duration pause = NEVER_ENDED;
    String what = "";
    while (!closesWithin(GLANCE)) {
      if (current.isAlive()) {
        what = "";
        continue;
      }
      pause = pauses.after(pause, Duration.between(started, Instant.now()));
      say((what.isEmpty() ? ended() : what) + "; starting it again" + in(pause));
      if (closesWithin(pause)) {
        return;
      }
      what = startAgain();
      started = Instant.now();
    }
  }

  /** Returns why it could not be started; empty if it runs. */
  private String startAgain() {
    try {
      int port = current.port();
      current = start.get();
      say(
          current.port() == port
              ? "%s is back (process %d)".formatted(name, current.process().pid())
              : ("%s is back, but another program has taken port %d, so it is at %d now:"
                      + " stop rekey up and start it again")
                  .formatted(name, port, current.port()));
      return "";
    } catch (RuntimeException refused) {
      return "%s cannot be started (%s)"
          .formatted(name, String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private String ended() {
    OptionalInt exit = current.process().exitCode();
    return "%s has ended (%ssee %s)"
        .formatted(
            name,
            exit.isPresent() ? "exit code %d, ".formatted(exit.getAsInt()) : "",
            current.process().log());
  }

  private static String in(Duration pause) {
    if (pause.isZero()) {
      return "";
    }
    return pause.toMillis() % 1_000 == 0
        ? " in %d s".formatted(pause.toSeconds())
        : " in %d ms".formatted(pause.toMillis());
  }

  private void say(String line) {
    LOG.warn(line);
    progress.accept(line);
  }

  private boolean closesWithin(Duration pause) {
    try {
      return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; whoever does wants it to end.
      return true;
    }
  }
}
