// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.StateLock;
import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.CannotStart;
import dev.rekey.worker.cli.ExitCode;
import dev.rekey.worker.cli.Finding;
import dev.rekey.worker.cli.Servers;
import dev.rekey.worker.cli.UpOptions;
import dev.rekey.worker.server.Duties;
import dev.rekey.worker.server.LostKey;
import dev.rekey.worker.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code rekey up}, {@code server} and {@code worker}: start and stay until told to stop. */
public final class UpServers implements Servers {

  private static final Duration ANOTHER_ENDS_WITHIN = Duration.ofSeconds(2);

  @Override
  public void up(UpOptions options, Consumer<String> progress) {
    Path home = options.home().toAbsolutePath();
    hold(home, "up", settings(options, false), Duties.ALL, progress);
  }

  @Override
  public void server(UpOptions options, Consumer<String> progress) {
    Path home = options.home().toAbsolutePath();
    hold(home, "up", settings(options, true), Duties.SERVER, progress);
  }

  @Override
  public void worker(
      UpOptions options, boolean core, List<SystemName> systems, Consumer<String> progress) {
    Path home = options.home().toAbsolutePath();
    Duties duties = Duties.worker(core, systems);
    hold(home, duties.name(), settings(options, true), duties, progress);
  }

  @Override
  public List<String> setup(UpOptions options) {
    return new Setup(settings(options, false)).lines();
  }

  @Override
  public List<Finding> examine(UpOptions options, List<SystemName> systems) {
    return new Doctor(options, systems).findings();
  }

  private static UpSettings settings(UpOptions options, boolean mustName) {
    return switch (SettingsFile.of(options).read(mustName)) {
      case Reading.Read<UpSettings>(UpSettings read) ->
          options.port() == 0 ? read : read.at(options.port());
      case Reading.Wrong<UpSettings>(List<Mistake> mistakes) ->
          throw new CannotStart(
              ExitCode.BAD_INPUT,
              mistakes.stream().map(Mistake::toString).toList(),
              "correct this; nothing was started",
              null);
    };
  }

  /** One at a time: a second one would adopt, and later end, what the first one started. */
  private static void hold(
      Path home, String lock, UpSettings settings, Duties duties, Consumer<String> progress) {
    try (StateLock held = lock(home, lock)) {
      run(home, settings, duties, progress);
    } catch (MissingThere missing) {
      throw new CannotStart(
          missing.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.FAILED,
          missing.lines(),
          null,
          missing);
    } catch (ServerFailure failure) {
      throw new CannotStart(
          failure.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.FAILED,
          List.of(failure.what()),
          failure.next(),
          failure);
    }
  }

  private static void run(
      Path home, UpSettings settings, Duties duties, Consumer<String> progress) {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  told.countDown();
                  await(ended);
                },
                "rekey-end"));
    try (Embedded embedded = Embedded.start(home, settings, duties, progress)) {
      if (LostKey.in(embedded.server())) {
        progress.accept("Rekey does not run: " + LostKey.sentence(embedded.settings().keys()));
        progress.accept("next: " + LostKey.NEXT);
        await(told);
        return;
      }
      greet(embedded.settings(), progress);
      await(told);
      progress.accept(
          duties.equals(Duties.ALL)
              ? "stopping; running campaigns go on with the next up"
              : "stopping; running campaigns go on with the next one");
    } finally {
      ended.countDown();
    }
  }

  private static void greet(ServerSettings settings, Consumer<String> progress) {
    Duties duties = settings.duties();
    String address = "http://127.0.0.1:" + settings.port();
    if (!duties.api()) {
      progress.accept("worker serves " + served(duties));
      progress.accept("health and metrics: " + address + "/actuator/");
      return;
    }
    progress.accept("Rekey is up: " + address);
    if (settings.temporalUi() != null) {
      progress.accept("Temporal's pages: " + settings.temporalUi());
    }
    progress.accept(
        duties.core()
            ? "try: rekey status · Ctrl-C stops it, and the next up goes on from here"
            : "it serves no queue: run rekey worker --core, and --serves SYSTEM for each system");
  }

  private static String served(Duties duties) {
    return Stream.concat(
            duties.core() ? Stream.of("the core") : Stream.of(),
            duties.systems().stream().map(SystemName::value))
        .collect(Collectors.joining(", "));
  }

  private static StateLock lock(Path home, String name) {
    try {
      return StateLock.take(Files.createDirectories(home), name, ANOTHER_ENDS_WITHIN);
    } catch (IOException refused) {
      throw new ServerFailure(
          "using " + home, String.valueOf(refused.getMessage()), "give another --home", refused);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
