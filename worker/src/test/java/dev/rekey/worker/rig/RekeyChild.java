// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.words.Secret;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rekey with its stores as a process of its own, as {@code rekey up} runs it, so that it can be
 * killed; what it leaves running is taken over by the next one.
 */
public final class RekeyChild implements AutoCloseable {

  private static final Duration TO_START = Duration.ofMinutes(6);

  private final Path home;
  private final ChildProcess process;

  private RekeyChild(Path home, ChildProcess process) {
    this.home = home;
    this.process = process;
  }

  /**
   * Starts it and returns when its API answers.
   *
   * @param wiring configurations that replace parts of the server
   */
  public static RekeyChild start(Path home, Class<?>... wiring) {
    return start(home, List.of(), wiring);
  }

  /**
   * The same with options of the JVM, for example system properties.
   *
   * @param options as they stand on a command line
   */
  public static RekeyChild start(Path home, List<String> options, Class<?>... wiring) {
    List<String> jvm = new ArrayList<>(options);
    jvm.add("-Xmx700m");
    List<String> command = ChildJvm.command(jvm, RekeyChild.class);
    command.addAll(List.of(home.toString(), String.valueOf(ProcessHandle.current().pid())));
    Arrays.stream(wiring).map(Class::getName).forEach(command::add);
    try {
      Files.deleteIfExists(home.resolve("up"));
    } catch (IOException refused) {
      throw new IllegalStateException(refused);
    }
    return Starts.inTurn(() -> {
      RekeyChild child =
          new RekeyChild(
              home, ChildProcess.start(new ChildSpec("rekey", home.resolve("child"), command, 1)));
      child.awaitUp();
      return child;
    });
  }

  private void awaitUp() {
    Instant deadline = Instant.now().plus(TO_START);
    while (Files.notExists(home.resolve("up"))) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("Rekey did not come up:\n" + process.logTail());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** A client of its API; the address and the token stay the same over its lives. */
  public Api api() {
    try {
      JsonNode api =
          JsonMapper.builder().build().readTree(Files.readString(home.resolve("api.json")));
      String url = api.get("url").stringValue();
      return new Api(
          Integer.parseInt(url.substring(url.lastIndexOf(':') + 1)),
          Secret.taking(api.get("token").stringValue().toCharArray()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it as a power cut would, its stores live on. */
  public void kill() {
    process.kill();
  }

  public String logTail() {
    return process.logTail();
  }

  @Override
  public void close() {
    process.stop();
  }

  /** The process itself: home, the test's process, names of configurations that replace parts. */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    ProcessHandle.of(Long.parseLong(arguments[1]))
        .ifPresent(test -> test.onExit().thenRun(() -> System.exit(1)));
    Class<?>[] wiring = new Class<?>[arguments.length - 2];
    for (int i = 0; i < wiring.length; i++) {
      wiring[i] = Class.forName(arguments[i + 2]);
    }
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              told.countDown();
              try {
                ended.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
            }));
    try (Embedded _ = Embedded.start(home, 0, timing(), System.out::println, wiring)) {
      Files.createFile(home.resolve("up"));
      told.await();
    } finally {
      ended.countDown();
    }
  }

  /**
   * A dead worker's work goes on as soon as there is another, for it takes longer to start than to
   * be missed; an attempt may wait long for the others to die with it.
   */
  private static Timing timing() {
    return new Timing(Duration.ofSeconds(6), Duration.ofMinutes(5), Duration.ofMinutes(3));
  }
}
