// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.BrakeView;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.PlanView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nobody is asked where nobody can answer, and every question has a flag in its place. */
@Timeout(60)
class PromptsTest {

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    server.answers("POST /campaigns/okta/brake", new BrakeView(Brake.NONE, Brake.ABORT, 0, 0));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CommandLineRig.Outcome abort(String... more) {
    List<String> words =
        new ArrayList<>(List.of("campaign", "abort", "okta", "--reason", "enough"));
    words.addAll(List.of(more));
    return rig.run(words.toArray(String[]::new));
  }

  private boolean sent() {
    return server.asked().contains("POST /campaigns/okta/brake");
  }

  @Test
  void whereNobodyCanBeAskedTheFlagIsNamedAndNothingIsSent() {
    CommandLineRig.Outcome piped =
        rig.withInput("y\n").run("campaign", "abort", "okta", "--reason", "enough");

    assertThat(piped.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(piped.err()).contains("nobody can be asked here (expected: --yes");
    assertThat(sent()).isFalse();
  }

  @Test
  void withTheFlagNobodyIsAsked() {
    assertThat(abort("--yes").exit()).isEqualTo(ExitCode.DONE);
    assertThat(sent()).isTrue();
  }

  @Test
  void anythingButYesIsANo() {
    for (String answer : List.of("", "\n", "n\n", "nope\n", "yess\n")) {
      rig.atATerminal(answer);
      CommandLineRig.Outcome asked = abort();
      assertThat(asked.exit()).as(answer).isEqualTo(ExitCode.REFUSED);
      assertThat(asked.err()).contains("Abort okta?", "not aborted: nothing changes");
    }
    assertThat(sent()).isFalse();
  }

  @Test
  void aYesIsAYes() {
    rig.atATerminal(" YES \n");
    assertThat(abort().exit()).isEqualTo(ExitCode.DONE);
    assertThat(sent()).isTrue();
  }

  @Test
  void whatIsSignedIsAskedForOrHasItsFlag() {
    assertThat(rig.run("key", "new", "--person", "alice@example.com", "--out", key()).exit())
        .isEqualTo(ExitCode.DONE);
    Digest plan = Digest.ofText("the plan");
    server.answers(
        "GET /campaigns/okta/pending",
        new PendingView(
            new PendingView.PendingPlan(1, plan.value()), List.of(), List.of(), List.of()));
    server.answers(
        "GET /campaigns/okta/plans/1",
        new PlanView(
            "okta",
            1,
            plan.value(),
            "bob@example.com",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(5),
            false,
            0));

    CommandLineRig.Outcome piped = approve();
    assertThat(piped.err()).contains("--yes");
    assertThat(piped.exit()).isEqualTo(ExitCode.BAD_INPUT);

    rig.atATerminal("n\n");
    CommandLineRig.Outcome asked = approve();
    assertThat(asked.err()).contains("Sign it?", "not signed: nothing was sent");
    assertThat(server.asked()).noneMatch(what -> what.startsWith("POST"));
  }

  private CommandLineRig.Outcome approve() {
    return rig.run("approve", "okta", "--plan", "1", "--as", "alice@example.com", "--key", key());
  }

  private String key() {
    return folder.resolve("alice").toString();
  }
}
