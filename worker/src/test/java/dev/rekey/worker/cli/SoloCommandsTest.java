// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.api.CampaignView.AloneView;
import dev.rekey.worker.cli.api.DecisionView;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.PlanView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** One person alone: said when signing, and shown until a second one stands to it. */
@Timeout(60)
class SoloCommandsTest {

  private static final Digest PLAN = Digest.ofText("the plan");
  private static final Digest ALONE = Digest.ofText("what alice signed");

  @TempDir Path folder;

  private CommandLineRig rig;
  private FakeServer server;

  @BeforeEach
  void start() {
    rig = new CommandLineRig(folder);
    server = FakeServer.start().in(rig.home());
    rig.run("key", "new", "--person", "alice@example.com", "--out", key());
    server.answers(
        "POST /campaigns/okta/decisions", new DecisionView(ALONE.value(), true, 1, 0, List.of()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String key() {
    return folder.resolve("alice_ed25519").toString();
  }

  private static AloneView alone(@Nullable String countersigner) {
    return new AloneView(
        1,
        ALONE.value(),
        "alice@example.com",
        "nobody else is awake",
        CommandLineRig.NOW,
        countersigner);
  }

  private void waits(PendingView pending) {
    server.answers("GET /campaigns/okta/pending", pending);
    server.answers(
        "GET /campaigns/okta/plans/1",
        new PlanView(
            "okta",
            1,
            PLAN.value(),
            "alice@example.com",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Duration.ofMinutes(5),
            false,
            0));
  }

  private Statement signed() {
    String body = server.last("POST /campaigns/okta/decisions").body();
    return Statement.parse(JsonMapper.builder().build().readTree(body).get("text").stringValue());
  }

  private Outcome approve(String... more) {
    String[] words = {
      "approve", "okta", "--plan", "1", "--as", "alice@example.com", "--key", key(), "--yes"
    };
    String[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return rig.run(all);
  }

  @Test
  void whoApprovesAloneSaysSoInWhatIsSigned() {
    waits(
        new PendingView(
            new PendingView.PendingPlan(1, PLAN.value()), List.of(), List.of(), List.of()));

    assertThat(approve("--solo", "nobody else is awake").exit()).isEqualTo(ExitCode.DONE);

    assertThat(signed().subject()).isEqualTo(new PlanSubject(1, PLAN));
    assertThat(signed().solo()).isTrue();
    assertThat(signed().reason()).isEqualTo("nobody else is awake");
  }

  @Test
  void anyOtherApprovalDoesNot() {
    waits(
        new PendingView(
            new PendingView.PendingPlan(1, PLAN.value()), List.of(), List.of(), List.of()));

    assertThat(approve("--reason", "looked at it").exit()).isEqualTo(ExitCode.DONE);

    assertThat(signed().solo()).isFalse();
  }

  @Test
  void oneReasonIsEnough() {
    Outcome both = approve("--solo", "nobody else is awake", "--reason", "and late");

    assertThat(both.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(both.err()).contains("--solo and --reason (expected: one or the other)");
  }

  @Test
  void aSecondPersonStandsToIt() {
    waits(new PendingView(null, List.of(), List.of(), List.of(alone(null))));

    Outcome countersigned =
        rig.run(
            "countersign",
            "okta",
            ALONE.value(),
            "--as",
            "bob@example.com",
            "--key",
            key(),
            "--yes");

    assertThat(countersigned.exit()).isEqualTo(ExitCode.DONE);
    assertThat(countersigned.err())
        .contains("plan 1, which its author alice@example.com approved alone")
        .contains("nobody else is awake");
    assertThat(signed().subject()).isEqualTo(new StatementSubject(ALONE));
  }

  @Test
  void theStatusShowsItUntilThen() {
    server.answers("GET /campaigns/okta", status(alone(null)));
    server.answers("GET /campaigns/okta", status(alone("bob@example.com")));

    assertThat(rig.run("campaign", "status", "okta").out())
        .contains("ALONE   plan 1, by its author alice@example.com: nobody else is awake")
        .contains("countersign " + ALONE.value());
    assertThat(rig.run("campaign", "status", "okta").out())
        .contains("nobody else is awake; countersigned by bob@example.com");
  }

  private static CampaignView status(AloneView alone) {
    return new CampaignView(
        "okta",
        "incident",
        CampaignState.RUNNING,
        Brake.NONE,
        "0 of 1 proven dead",
        1,
        PLAN.value(),
        new CampaignView.Counts(1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0),
        null,
        null,
        List.of(),
        List.of(),
        List.of(alone));
  }
}
