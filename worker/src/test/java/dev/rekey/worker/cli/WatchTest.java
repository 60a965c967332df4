// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.terminal.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever watches sees counts and a forecast, and leaves without stopping anything. */
@Timeout(120)
class WatchTest {

  private static final String CAMPAIGN = "GET /campaigns/okta";

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static CampaignView at(CampaignState state, int proven, int held) {
    return at(state, proven, held, 0, 0);
  }

  private static CampaignView at(CampaignState state, int proven, int held, int overdue, int off) {
    return new CampaignView(
        "okta",
        "a laptop was stolen",
        state,
        Brake.NONE,
        null,
        1,
        null,
        new CampaignView.Counts(4, proven, held, 0, 4 - proven - held, 0, 0, 0, 0, overdue, off),
        null,
        state == CampaignState.RUNNING ? Duration.ofMinutes(90) : null,
        List.of(new CampaignView.WaveView(1, 4, proven, held, 4 - proven - held)),
        List.of(),
        List.of());
  }

  private CommandLineRig.Outcome watch(String... more) {
    String[] words = new String[3 + more.length];
    System.arraycopy(new String[] {"campaign", "watch", "okta"}, 0, words, 0, 3);
    System.arraycopy(more, 0, words, 3, more.length);
    return rig.run(words);
  }

  /** It goes on as it is for a while, then further, and closes. */
  private void goesOn() {
    server
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 0))
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 0))
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 3, 0))
        .answers(CAMPAIGN, at(CampaignState.CLOSED, 4, 0));
  }

  @Test
  void intoAPipeGoesALineForEachChangeWithCountsAndForecast() {
    goesOn();

    CommandLineRig.Outcome watched = watch();

    assertThat(watched.exit()).isEqualTo(ExitCode.DONE);
    assertThat(watched.out().lines())
        .containsExactly(
            "okta running: 1 proven, 3 working, forecast 1 h 30 min",
            "okta running: 3 proven, 1 working, forecast 1 h 30 min",
            "okta closed: 4 proven");
    assertThat(watched.err()).contains("next: rekey certificate get okta").doesNotContain("left;");
  }

  @Test
  void programsGetAnObjectForEachChange() {
    goesOn();

    CommandLineRig.Outcome watched = watch("-o", "json");

    assertThat(watched.out().lines()).hasSize(3).allMatch(line -> line.startsWith("{"));
    assertThat(watched.out()).contains("\"state\":\"closed\"");
  }

  @Test
  void onATerminalOneScreenIsDrawnAnewWithABarAndWhatIsHeld() {
    server
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 2, 1))
        .answers(CAMPAIGN, at(CampaignState.SETTLED, 4, 0))
        .answers("GET /campaigns/okta/rotations?state=held", List.of());

    CommandLineRig.Outcome watched =
        rig.withShape(new Shape(true, true, false, 60)).run("campaign", "watch", "okta");

    assertThat(watched.out())
        .contains(
            "2 of 4 proven dead",
            "2 proven, 1 working, 1 HELD",
            "forecast 1 h 30 min, if nobody is waited for")
        .contains("\u001b[", "A\u001b[J")
        .contains("settled");
    assertThat(watched.out().lines().map(WatchTest::plain)).allMatch(line -> line.length() <= 60);
  }

  @Test
  void whatIsOverdueOrSwitchedOffIsCounted() {
    server
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 1, 2, 1))
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 1, 0, 0));

    assertThat(rig.run("campaign", "status", "okta").out())
        .contains("1 HELD, 2 OVERDUE, 1 switched off to see who misses them")
        .contains("OVERDUE 2 were to be dead by now, and are not proven so");
    assertThat(rig.run("campaign", "status", "okta").out())
        .doesNotContain("OVERDUE", "switched off");
  }

  @Test
  void oneThatIsHeldWhileTheOldOneIsSwitchedOffIsMarked() {
    server
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 2))
        .answers(
            "GET /campaigns/okta/rotations?state=held",
            List.of(
                SampleRotation.held("AKIA1", CommandLineRig.NOW),
                SampleRotation.held("AKIA2", null)));

    assertThat(rig.run("held", "okta").out())
        .containsOnlyOnce("the old one is switched off since " + CommandLineRig.NOW)
        .containsSubsequence("AKIA1", "is switched off since", "AKIA2");

    server.answers(CAMPAIGN, at(CampaignState.SETTLED, 4, 0));
    assertThat(
            rig.withShape(new Shape(true, true, false, 120)).run("campaign", "watch", "okta").out())
        .containsOnlyOnce("SWITCHED OFF; ")
        .containsSubsequence("AKIA1", "SWITCHED OFF; ", "AKIA2");
  }

  @Test
  void beforeAnythingIsLookedAtNothingIsSaidToBeDead() {
    server.answers(CAMPAIGN, at(CampaignState.PLANNED, 0, 0));
    assertThat(rig.run("campaign", "status", "okta").out())
        .contains("nobody has looked yet which of them live")
        .doesNotContain("no leaked credential is known to live");

    try (FakeServer other = FakeServer.start().in(rig.home())) {
      other.answers(CAMPAIGN, at(CampaignState.CLOSED, 4, 0));
      assertThat(rig.run("campaign", "status", "okta").out())
          .contains("no leaked credential is known to live");
    }
  }

  private static String plain(String line) {
    return line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "");
  }

  @Test
  void aServerThatIsAwayForAMomentIsWaitedFor() {
    server
        .answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 0))
        .breaksOff(CAMPAIGN)
        .breaksOff(CAMPAIGN)
        .breaksOff(CAMPAIGN)
        .breaksOff(CAMPAIGN)
        .answers(CAMPAIGN, at(CampaignState.CLOSED, 4, 0));

    CommandLineRig.Outcome watched = watch();

    assertThat(watched.exit()).as(watched.err()).isEqualTo(ExitCode.DONE);
    assertThat(watched.out()).contains("okta closed: 4 proven");
  }

  /** A process of its own, for what an interrupt does to one. */
  @Test
  void anInterruptLeavesAndSaysThatTheCampaignGoesOn() throws Exception {
    server.answers(CAMPAIGN, at(CampaignState.RUNNING, 1, 0));
    Process watching = watching();
    try (BufferedReader out = watching.inputReader(StandardCharsets.UTF_8);
        BufferedReader err = watching.errorReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).startsWith("okta running: 1 proven");

      interrupt(watching.pid());

      assertThat(err.lines().toList())
          .last()
          .isEqualTo("left; campaign okta goes on. next: rekey campaign status okta");
      assertThat(watching.waitFor()).as("ended by an interrupt").isEqualTo(130);
    } finally {
      watching.destroyForcibly();
    }
    assertThat(server.asked()).allMatch(asked -> asked.startsWith("GET "));
  }

  /** Whoever has seen the end is told nothing of leaving. */
  @Test
  void atItsEndNobodyHasLeft() throws Exception {
    server.answers(CAMPAIGN, at(CampaignState.CLOSED, 4, 0));
    Process watching = watching();
    try (BufferedReader err = watching.errorReader(StandardCharsets.UTF_8)) {
      assertThat(err.lines().toList()).noneMatch(line -> line.startsWith("left;"));
      assertThat(watching.waitFor()).isZero();
    } finally {
      watching.destroyForcibly();
    }
  }

  /** Where this test runs in the background, Ctrl-C is ignored, and children would inherit that. */
  private static final String HEEDING_CTRL_C =
      "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
          + " os.execv(sys.argv[1], sys.argv[1:])";

  private Process watching() throws IOException {
    return new ProcessBuilder(
            "python3",
            "-c",
            HEEDING_CTRL_C,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Rekey.class.getName(),
            "campaign",
            "watch",
            "okta",
            "--home",
            rig.home().toString())
        .start();
  }

  private static void interrupt(long process) throws IOException, InterruptedException {
    assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process)).start().waitFor())
        .isZero();
  }
}
