// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.planning.text.Mistake;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.StateLock;
import dev.rekey.worker.cli.CannotStart;
import dev.rekey.worker.cli.ExitCode;
import dev.rekey.worker.cli.Servers;
import dev.rekey.worker.cli.UpOptions;
import dev.rekey.worker.server.LostKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** {@code rekey up}: starts everything and stays until it is told to stop. */
public final class UpServers implements Servers {

  private static final Duration ANOTHER_ENDS_WITHIN = Duration.ofSeconds(2);
  private static final String FILE = "rekey.yaml";

  @Override
  public void up(UpOptions options, Consumer<String> progress) {
    Path home = options.home().toAbsolutePath();
    UpSettings settings = settings(options, home);
    // One at a time: a second one would adopt, and later end, what the first one started.
    try (StateLock lock = lock(home)) {
      run(home, settings, progress);
    } catch (ServerFailure failure) {
      throw new CannotStart(
          failure.isUnreachable() ? ExitCode.UNREACHABLE : ExitCode.FAILED,
          List.of(failure.what()),
          failure.next(),
          failure);
    }
  }

  private static UpSettings settings(UpOptions options, Path home) {
    Path file =
        options.configuration() == null
            ? home.resolve(FILE)
            : options.configuration().toAbsolutePath();
    byte[] content = new byte[0];
    try {
      if (options.configuration() != null || Files.exists(file)) {
        content = Files.readAllBytes(file);
      }
    } catch (IOException unreadable) {
      throw new CannotStart(
          ExitCode.BAD_INPUT,
          List.of("%s cannot be read: %s".formatted(file, unreadable.getMessage())),
          "correct it; nothing was started",
          unreadable);
    }
    Path folder = file.getParent() == null ? home : file.getParent();
    return switch (SettingsReader.read(file.toString(), folder, content, options.environment())) {
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

  private static void run(Path home, UpSettings settings, Consumer<String> progress) {
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
    try (Embedded embedded = Embedded.start(home, settings, progress)) {
      if (LostKey.in(embedded.server())) {
        progress.accept("Rekey does not run: " + LostKey.sentence(embedded.settings().keys()));
        progress.accept("next: " + LostKey.NEXT);
        await(told);
        return;
      }
      progress.accept("Rekey is up: http://127.0.0.1:" + embedded.settings().port());
      if (embedded.settings().temporalUi() != null) {
        progress.accept("Temporal's pages: " + embedded.settings().temporalUi());
      }
      progress.accept("try: rekey status · Ctrl-C stops it, and the next up goes on from here");
      await(told);
      progress.accept("stopping; running campaigns go on with the next up");
    } finally {
      ended.countDown();
    }
  }

  private static StateLock lock(Path home) {
    try {
      return StateLock.take(Files.createDirectories(home), "up", ANOTHER_ENDS_WITHIN);
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
