// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.gate.Effect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * When this process dies: each rotation waits at its next point until all of the youngest
 * generation wait at theirs, then the process is halted, without any hook. So the number of deaths
 * is that of the longest life. Whoever waits at a later point has died there too. No death comes
 * before the test lets it come.
 */
final class CrashScript {

  /** How often it is looked whether a death may come that waits for the test. */
  private static final Duration PACE = Duration.ofMillis(200);

  private final Path struckFile;
  private final Path stay;
  private final List<CrashPoint> ahead;
  private final Set<CrashPoint> waiting = new LinkedHashSet<>();

  /** The newest attempt of each rotation that waits already. */
  private final Map<String, Object> newest = new HashMap<>();

  /** Reads what is ahead: the file's points without those that were struck in earlier lives. */
  CrashScript(Path points) {
    this.struckFile = points.resolveSibling("struck");
    this.stay = stay(points);
    try {
      this.ahead = new ArrayList<>(read(points));
      this.ahead.removeAll(read(struckFile));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static void write(Path file, List<CrashPoint> points) throws IOException {
    Files.write(file, points.stream().map(CrashPoint::line).toList());
  }

  /** Lets no death come until {@link #letDie}. */
  static void letLive(Path points) throws IOException {
    Files.createFile(stay(points));
  }

  /** From here on deaths come as they are written. */
  static void letDie(Path points) {
    try {
      Files.delete(stay(points));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Path stay(Path points) {
    return points.resolveSibling("stay");
  }

  static List<CrashPoint> struck(Path points) throws IOException {
    return read(points.resolveSibling("struck"));
  }

  private static List<CrashPoint> read(Path file) throws IOException {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(CrashPoint::parse).toList()
        : List.of();
  }

  /**
   * Passes at once if this is no point of this rotation's; else waits here for the end. So does an
   * attempt of a rotation that waits already: it was started because that one took too long.
   */
  void reach(String identity, Effect.Type effect, int place, Moment moment) {
    restIfDead(identity);
    CrashPoint next =
        ahead.stream().filter(point -> point.identity().equals(identity)).findFirst().orElse(null);
    if (next != null && next.isAt(identity, effect, place, moment)) {
      die(next);
    }
  }

  private synchronized void die(CrashPoint here) {
    waiting.add(here);
    int youngest = ahead.stream().mapToInt(CrashPoint::generation).min().orElseThrow();
    boolean all =
        ahead.stream().filter(one -> one.generation() == youngest).allMatch(waiting::contains);
    if (all) {
      Thread.ofPlatform().daemon().start(this::halt);
    }
    rest(here.identity());
  }

  /** Waits here for the end if this rotation waits for it already. */
  synchronized void restIfDead(String identity) {
    if (waiting.stream().anyMatch(point -> point.identity().equals(identity))) {
      rest(identity);
    }
  }

  /**
   * Until another attempt of this rotation waits: then this one was given up, and a worker on a
   * slow machine would have no room left for those who have not come to their points.
   */
  private synchronized void rest(String identity) {
    Object attempt = new Object();
    newest.put(identity, attempt);
    notifyAll();
    while (newest.get(identity) == attempt) {
      try {
        wait();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for the end", stopped);
      }
    }
    throw new GivenUp();
  }

  /** Leaves an attempt that nobody waits for any more. */
  static final class GivenUp extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private GivenUp() {
      super("this attempt was given up");
    }
  }

  /** Ends it once the test lets deaths come; whoever waits by then has died too. */
  private void halt() {
    while (Files.exists(stay)) {
      LockSupport.parkNanos(PACE.toNanos());
    }
    synchronized (this) {
      try {
        Files.write(
            struckFile,
            waiting.stream().map(CrashPoint::line).toList(),
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND,
            StandardOpenOption.SYNC);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
      Runtime.getRuntime().halt(137);
    }
  }
}
