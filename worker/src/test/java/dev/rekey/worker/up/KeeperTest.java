// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.servers.Server;
import dev.rekey.servers.ServerFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@Timeout(60)
class KeeperTest {

  private static final Pauses SHORT =
      new Pauses(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMinutes(1));

  @TempDir Path state;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final List<ChildProcess> processes = new CopyOnWriteArrayList<>();

  /** A process that does nothing for longer than any test. */
  private record Sleeper(ChildProcess process) implements Server {}

  private Sleeper sleeper(int port) {
    ChildProcess process =
        ChildProcess.start(new ChildSpec("sleeper", state, List.of("sleep", "600"), port));
    processes.add(process);
    return new Sleeper(process);
  }

  private Keeper<Sleeper> keep(Supplier<Sleeper> start) {
    return Keeper.of("Sleeper", start, SHORT, told::add);
  }

  private String nextTold() throws InterruptedException {
    String line = told.poll(30, TimeUnit.SECONDS);
    assertThat(line).as("told within 30 s").isNotNull();
    return line;
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(processes).isNotEmpty().noneMatch(ChildProcess::isAlive);
  }

  @Test
  void startsAgainWhatWasKilledAndSaysSo() throws InterruptedException {
    try (Keeper<Sleeper> keeper = keep(() -> sleeper(1))) {
      Sleeper first = keeper.current();
      first.kill();

      assertThat(nextTold())
          .startsWith("Sleeper has ended (exit code 137, see " + state.resolve("sleeper.log"))
          .endsWith("; starting it again");
      assertThat(nextTold()).startsWith("Sleeper is back (process ");
      assertThat(keeper.current().isAlive()).isTrue();
      assertThat(keeper.current().process().pid()).isNotEqualTo(first.process().pid());
    }
  }

  @Test
  void pausesLongerAndLongerForOneThatKeepsEnding() throws InterruptedException {
    try (Keeper<Sleeper> keeper = keep(() -> sleeper(1))) {
      for (String pause : List.of("", " in 10 ms", " in 20 ms", " in 40 ms", " in 40 ms")) {
        keeper.current().kill();
        assertThat(nextTold()).endsWith("starting it again" + pause);
        assertThat(nextTold()).contains("is back");
      }
    }
  }

  @Test
  void goesOnTryingWhenItCannotBeStarted() throws InterruptedException {
    BlockingQueue<Boolean> works = new LinkedBlockingQueue<>(List.of(true, false, false, true));
    try (Keeper<Sleeper> keeper =
        keep(() -> {
          if (works.remove()) {
            return sleeper(1);
          }
          throw new ServerFailure("starting it", "no space is left", "make some");
        })) {
      keeper.current().kill();
      assertThat(nextTold()).startsWith("Sleeper has ended");
      for (int i = 0; i < 2; i++) {
        assertThat(nextTold())
            .startsWith(
                "Sleeper cannot be started (starting it failed: no space is left next: make some);"
                    + " starting it again in ");
      }
      assertThat(nextTold()).contains("is back");
    }
  }

  @Test
  void saysWhatToDoWhenItComesBackAtAnotherAddress() throws InterruptedException {
    BlockingQueue<Integer> ports = new LinkedBlockingQueue<>(List.of(18_001, 18_002));
    try (Keeper<Sleeper> keeper = keep(() -> sleeper(ports.remove()))) {
      keeper.current().kill();
      assertThat(nextTold()).contains("has ended");
      assertThat(nextTold())
          .contains("taken port 18001, so it is at 18002 now: stop rekey up and start it again");
    }
  }

  @Test
  void endsWhatItWasJustStartingWhenItIsClosed() throws InterruptedException {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Keeper<Sleeper> keeper =
        keep(() -> {
          if (!processes.isEmpty()) {
            starting.countDown();
            assertThat(awaited(goOn)).isTrue();
          }
          return sleeper(1);
        });
    keeper.current().kill();
    assertThat(awaited(starting)).isTrue();
    Thread closing = Thread.ofPlatform().start(keeper::close);
    while (closing.isAlive() && closing.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closing.join();
    assertThat(processes).hasSize(2);
  }

  @Test
  void startsNothingAgainOnceItIsClosed() throws InterruptedException {
    keep(() -> sleeper(1)).close();
    assertThat(told.poll(1, TimeUnit.SECONDS)).isNull();
    assertThat(processes).hasSize(1);
  }

  @Test
  void aFirstStartThatFailsIsForTheCaller() {
    processes.add(sleeper(1).process());
    processes.getFirst().stop();
    assertThatThrownBy(() ->
            keep(() -> {
              throw new ServerFailure("starting it", "no", "do something");
            }))
        .isInstanceOf(ServerFailure.class);
    assertThat(told).isEmpty();
  }

  private static boolean awaited(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
