// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.servers.Signal;
import dev.rekey.worker.cli.Rekey;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * How Rekey's code is started as a process of its own: with what another one wrote down of its
 * start (JEP 514), in half the time. Starts are the better part of what tests with processes take
 * of a machine. Where nothing can be written down it starts all the same.
 */
public final class ChildJvm {

  /** Where the build puts Rekey and all that it needs, each as one file. */
  private static final Path LIB = Path.of("target", "rekey", "lib").toAbsolutePath();

  private static final Path WRITTEN =
      Path.of("target", "start-up-of-children.aot").toAbsolutePath();
  private static final Duration TO_WRITE = Duration.ofMinutes(3);
  private static final Duration TO_START = Duration.ofMinutes(6);

  /** Those who read what was written down must be started like the one that wrote it. */
  private static final List<String> ALIKE =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private ChildJvm() {}

  /** Written once for all, when the first process is started that is worth it. */
  private static final class Rehearsed {

    private static final List<String> OPTIONS = options();

    private static List<String> options() {
      try {
        if (!isFresh()) {
          rehearse();
        }
        return Files.exists(WRITTEN) ? List.of("-XX:AOTCache=" + WRITTEN) : List.of();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    private static boolean isFresh() throws IOException {
      if (!Files.exists(WRITTEN)) {
        return false;
      }
      for (Path jar : jars()) {
        if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(WRITTEN)) > 0) {
          return false;
        }
      }
      return true;
    }

    private static void rehearse() throws IOException {
      Files.deleteIfExists(WRITTEN);
      Path home = Files.createTempDirectory("rekey-rehearsal");
      List<String> command =
          java(
              List.of("-XX:AOTCacheOutput=" + WRITTEN),
              joined(jars().stream().map(Path::toString)),
              Rekey.class.getName());
      command.addAll(List.of("up", "--home", home.resolve("rekey").toString()));
      ChildProcess process =
          ChildProcess.start(
              new ChildSpec(
                  "rehearsal", home.resolve("child"), command, Map.of(), 1, Signal.TERM, TO_WRITE));
      says(process, "Rekey is up", TO_WRITE);
      process.stop();
      FileSystemUtils.deleteRecursively(home);
    }
  }

  /**
   * A command line.
   *
   * @param options of the JVM
   * @param main the class that runs, of Rekey or of these tests
   * @return may be added to
   */
  public static List<String> command(List<String> options, Class<?> main) {
    if (!Files.isDirectory(LIB)) {
      return java(options, System.getProperty("java.class.path"), main.getName());
    }
    List<String> all = new ArrayList<>(Rehearsed.OPTIONS);
    all.addAll(options);
    return java(all, classPath(), main.getName());
  }

  /**
   * Waits for a word of a process.
   *
   * @return whether it came; not if the process ended before, or the time did
   */
  private static boolean says(ChildProcess process, String word, Duration atMost)
      throws IOException {
    Instant deadline = Instant.now().plus(atMost);
    // Its last character may be half written.
    while (!new String(Files.readAllBytes(process.log()), StandardCharsets.UTF_8).contains(word)) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        return false;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    return true;
  }

  /** Waits until a process that was started says that it is up, which takes it seconds. */
  public static void requireUp(ChildProcess process, String word) throws IOException {
    assertThat(says(process, word, TO_START)).as(process.logTail()).isTrue();
  }

  private static List<String> java(List<String> options, String classPath, String main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ALIKE);
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  /** First what was there when it was written down, in the same order: else it is not read. */
  private static String classPath() {
    return joined(
        Stream.concat(
            jars().stream().map(Path::toString),
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))));
  }

  private static String joined(Stream<String> paths) {
    return String.join(File.pathSeparator, paths.toList());
  }

  private static List<Path> jars() {
    try (Stream<Path> files = Files.list(LIB)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
