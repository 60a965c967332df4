// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path state;

  @Test
  void runsInASessionOfItsOwn() throws IOException {
    ChildProcess child = ChildProcess.start(sleeper());
    try {
      assertThat(sessionOf(child)).isEqualTo(Long.toString(child.pid()));
    } finally {
      child.stop();
    }
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void getsNothingOfItsParentsEnvironmentButTheLeast() throws IOException {
    ChildSpec spec =
        new ChildSpec(
            "child",
            state,
            List.of("env"),
            Map.of("WANTED", "yes"),
            1,
            Signal.TERM,
            Duration.ofSeconds(1));
    ChildProcess child = ChildProcess.start(spec);

    assertThat(Waiting.until(SOON, () -> !child.isAlive())).isTrue();
    List<String> lines = Files.readAllLines(spec.log());
    assertThat(lines).contains("WANTED=yes");
    assertThat(lines.stream().map(line -> line.replaceFirst("=.*", "")))
        .isSubsetOf("PATH", "HOME", "LANG", "TMPDIR", "WANTED", "PWD", "SHLVL", "_", "OLDPWD");
  }

  @Test
  void isFoundAgainByALaterRun() {
    ChildProcess child = ChildProcess.start(sleeper());
    ChildProcess leftover = ChildProcess.leftover(sleeper()).orElseThrow();
    assertThat(leftover.pid()).isEqualTo(child.pid());

    leftover.stop();

    assertThat(child.isAlive()).isFalse();
    assertThat(ChildProcess.leftover(sleeper())).isEmpty();
  }

  @Test
  void isNotTakenForAStrangerWithTheSamePid() throws IOException {
    ChildProcess stranger = ChildProcess.start(sleeper());
    try {
      Path pidFile = sleeper().pidFile();
      Files.writeString(
          pidFile, Files.readString(pidFile).replaceAll("born=.*", "born=at another time"));

      assertThat(ChildProcess.leftover(sleeper())).isEmpty();
      Signal.KILL.send(new ProcessIdentity(stranger.pid(), "at another time"));
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.kill();
    }
  }

  @Test
  void isKilledWhenItWillNotEnd() {
    ChildSpec deaf =
        new ChildSpec(
            "deaf",
            state,
            List.of("/bin/sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"),
            Map.of(),
            1,
            Signal.TERM,
            Duration.ofMillis(200));
    ChildProcess child = ChildProcess.start(deaf);
    assertThat(Waiting.until(SOON, () -> child.logTail().contains("ready"))).isTrue();

    child.stop();

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void endsEvenWhenItIsFrozen() {
    ChildProcess child = ChildProcess.start(sleeper());
    child.freeze();
    assertThat(child.isAlive()).isTrue();

    child.stop();

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void leavesItsPidFileBehindWhenItIsKilled() {
    ChildProcess child = ChildProcess.start(sleeper());
    child.kill();

    assertThat(sleeper().pidFile()).exists();
    assertThat(ChildProcess.leftover(sleeper())).isEmpty();
  }

  @Test
  void saysWhatThePathWasWhenTheProgramIsNotThere() {
    ChildSpec spec = new ChildSpec("absent", state, List.of("/no/such/program"), 1);

    assertThatThrownBy(() -> Launch.adoptOrStart(spec, () -> false, Duration.ofSeconds(10)).stop())
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("starting absent")
        .hasMessageContaining("/no/such/program");
  }

  @Test
  void isEndedWhenItDoesNotAnswerInTime() {
    assertThatThrownBy(() -> Launch.adoptOrStart(sleeper(), () -> false, Duration.ofMillis(300)))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("no answer in 0 s")
        .hasMessageContaining("next: read " + sleeper().log());
    assertThat(ChildProcess.leftover(sleeper())).isEmpty();
  }

  /** A bare Debian has no ps, and macOS has no /proc. */
  private static String sessionOf(ChildProcess child) throws IOException {
    Path stat = Path.of("/proc/" + child.pid() + "/stat");
    if (Files.exists(stat)) {
      return Files.readString(stat).replaceFirst(".*\\) ", "").split(" ", -1)[3];
    }
    return ShortCommand.run(List.of("ps", "-o", "sess=", "-p", Long.toString(child.pid())), SOON)
        .output()
        .strip();
  }

  private ChildSpec sleeper() {
    return new ChildSpec("sleeper", state, List.of("sleep", "300"), 1);
  }
}
