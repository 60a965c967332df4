// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.StateLock;
import dev.rekey.worker.cli.ExitCode;
import dev.rekey.worker.cli.Servers;
import dev.rekey.worker.cli.UpOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** {@code rekey up}: starts everything and stays until it is told to stop. */
public final class UpServers implements Servers {

  private static final Duration ANOTHER_ENDS_WITHIN = Duration.ofSeconds(2);

  @Override
  public int up(UpOptions options) {
    Path home = options.home().toAbsolutePath();
    // One at a time: a second one would adopt, and later end, what the first one started.
    try (StateLock lock = lock(home)) {
      return run(options, home);
    } catch (ServerFailure failure) {
      System.err.println("rekey up: " + failure.getMessage());
      return ExitCode.FAILED.code();
    }
  }

  private static int run(UpOptions options, Path home) {
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
    try (Embedded embedded =
        Embedded.start(home, options.port(), Timing.DEFAULT, System.out::println)) {
      System.out.println("Rekey is up: http://127.0.0.1:" + embedded.settings().port());
      System.out.println("Temporal's pages: " + embedded.settings().temporalUi());
      System.out.println("try: rekey status · Ctrl-C stops it, and the next up goes on from here");
      await(told);
      System.out.println("stopping; running campaigns go on with the next up");
    } finally {
      ended.countDown();
    }
    return ExitCode.DONE.code();
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
