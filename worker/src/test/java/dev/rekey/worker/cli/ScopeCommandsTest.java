// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.cli.CommandLineRig.Outcome;
import dev.rekey.worker.cli.api.DifferenceView;
import dev.rekey.worker.cli.api.DrillView;
import dev.rekey.worker.cli.api.OwnerRulesView;
import dev.rekey.worker.cli.api.PlanView;
import dev.rekey.worker.cli.api.ReopeningView;
import dev.rekey.worker.cli.api.RowView;
import dev.rekey.worker.cli.api.ScopeView;
import dev.rekey.worker.cli.api.UnresolvedView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people see of a scope, of what is added to it, and of a drill: nothing in it acts on them.
 */
@Timeout(60)
class ScopeCommandsTest {

  private static final String BIDI = "pay\u202etxt.exe";

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

  private static RowView row(String source, int line, @Nullable String credential, String shown) {
    return new RowView(
        source,
        line,
        credential == null ? "unresolved" : "resolved",
        shown,
        credential == null ? "owner: empty" : "",
        credential == null ? null : "okta/aws-prod/svc/iam-access-key/" + credential,
        List.of());
  }

  private void scope(RowView... rows) {
    server.answers(
        "GET /campaigns/okta/scope", new ScopeView(List.of(rows), Map.of("resolved", 1)));
  }

  @Test
  void whatOneListNamesAndAnotherDoesNotIsShown() {
    scope(
        row("inventory.csv", 2, "AKIA1", "a"),
        row("inventory.csv", 3, "AKIA2", "b"),
        row("scan.json", 1, "AKIA2", "c"),
        row("scan.json", 2, null, "d"));

    Outcome diff = rig.run("scope", "diff", "okta", "inventory.csv", "scan.json");

    assertThat(diff.exit()).isEqualTo(ExitCode.DONE);
    assertThat(diff.out())
        .contains("1 only in inventory.csv, 0 only in scan.json, 1 in both")
        .containsPattern("inventory.csv +aws-prod/svc/iam-access-key/AKIA1")
        .contains("scan.json:2 (names none)")
        .doesNotContain("AKIA2");
  }

  @Test
  void aListThatIsNotThereIsNamedWithTheNearest() {
    scope(row("inventory.csv", 2, "AKIA1", "a"));

    Outcome diff = rig.run("scope", "diff", "okta", "inventory.cvs", "inventory.csv");

    assertThat(diff.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(diff.err()).contains("'inventory.cvs' is no list of okta", "inventory.csv");
  }

  @Test
  void unresolvedRowsComeWithWhatToDo() {
    scope(row("inventory.csv", 2, "AKIA1", "a"), row("scan.json", 7, null, "d"));

    Outcome unresolved = rig.run("scope", "unresolved", "okta");

    assertThat(unresolved.out()).contains("1 rows are unresolved").doesNotContain("AKIA1");
    assertThat(unresolved.err())
        .contains("rekey scope resolve okta 'scan.json:7'", "rekey rule-out okta 'scan.json:7'");
  }

  @Test
  void marksThatTurnTextAreInertOnATerminalAndInJson() {
    scope(row("inventory.csv", 2, null, BIDI + "\u009b31m"));
    scope(row("inventory.csv", 2, null, BIDI + "\u009b31m"));

    Outcome text = rig.run("scope", "okta");
    Outcome json = rig.run("scope", "okta", "-o", "json");

    assertThat(text.out()).contains("pay\\u{202e}txt.exe").doesNotContain("\u202e", "\u009b");
    assertThat(json.out())
        .contains("pay\\u202etxt.exe\\u009b31m")
        .doesNotContain("\u202e", "\u009b");
  }

  @Test
  void anAmendmentShowsItsDifferenceAndWhoSignsNext() {
    server.answers(
        "POST /campaigns/okta/amendments",
        new DifferenceView(
            "okta",
            2,
            1,
            List.of(
                new PlanView.Planned(
                    "okta/aws-prod/svc/iam-access-key/AKIA9",
                    3,
                    2,
                    2,
                    "revoke-now",
                    "write",
                    "payments",
                    List.of(),
                    List.of(),
                    false,
                    "found by Rekey",
                    "risk",
                    "aws-prod/root/iam-access-key/AKIA0 → administrators of aws-prod",
                    List.of())),
            List.of(),
            List.of(),
            List.of(new UnresolvedView("late.csv", 3, "owner: empty", "x")),
            List.of()));

    Outcome amended = rig.run("campaign", "amend", "okta", "--as", "alice@example.com");

    assertThat(amended.exit()).isEqualTo(ExitCode.DONE);
    assertThat(amended.out())
        .contains("plan 2 against plan 1")
        .containsPattern("added +3 +aws-prod/svc/iam-access-key/AKIA9 +2/2 +revoke-now")
        .contains(
            "reached: aws-prod/svc/iam-access-key/AKIA9 by aws-prod/root/iam-access-key/AKIA0",
            "unresolved now: late.csv:3");
    assertThat(amended.err()).contains("rekey approve okta --plan 2");
  }

  @Test
  void aDrillSaysHowReadyItIsAndWhatWouldBeHeld() {
    server.answers(
        "POST /campaigns/okta/drills",
        new DrillView(
            "okta",
            1,
            false,
            2,
            2,
            1,
            0,
            50,
            Duration.ofMinutes(3),
            Duration.ofHours(2),
            Map.of("slots-full", 1),
            List.of(new DrillView.Asked("aws-prod", 30, "20/s")),
            List.of(
                new DrillView.Row(
                    "okta/aws-prod/svc/iam-access-key/AKIA1",
                    1,
                    "replace",
                    "payments",
                    "refused",
                    true,
                    List.of(),
                    List.of()),
                new DrillView.Row(
                    "okta/aws-prod/svc/iam-access-key/AKIA2",
                    1,
                    "replace",
                    "payments",
                    null,
                    false,
                    List.of(new DrillView.Hold("slots-full", "all 2 slots are taken")),
                    List.of())),
            List.of()));

    Outcome drill = rig.run("drill", "okta");

    assertThat(drill.exit()).as("something would be held").isEqualTo(ExitCode.PARTIAL);
    assertThat(drill.out())
        .contains("readiness   50 %: 1 of 2 rotations would go through")
        .contains("about 30 to aws-prod, at most 20/s", "would hold  1: slots-full")
        .containsPattern("AKIA1 .*refused +ready")
        .containsPattern("AKIA2 .*unknown +HELD +slots-full: all 2")
        .contains("a drill only reads");
    assertThat(drill.err()).contains("rekey plan okta");
  }

  @Test
  void reopeningTakesAReasonOrTheSecondSignature() {
    Outcome neither = rig.run("campaign", "reopen", "okta", "--as", "alice@example.com");
    assertThat(neither.exit()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(neither.err()).contains("--reason TEXT is missing");

    server.answers(
        "GET /campaigns/okta/reopening",
        new ReopeningView("okta", "running", null, null, null, null, List.of()));
    rig.run("key", "new", "--person", "alice@example.com", "--out", folder.resolve("k").toString());
    Outcome running =
        rig.run(
            "campaign",
            "reopen",
            "okta",
            "--reason",
            "a late list",
            "--as",
            "alice@example.com",
            "--key",
            folder.resolve("k").toString(),
            "--yes");
    assertThat(running.exit()).isEqualTo(ExitCode.REFUSED);
    assertThat(running.err()).contains("okta is running (expected: one that is closed or settled)");
  }

  @Test
  void ownerRulesAreShownInOrder() {
    server.answers(
        "GET /campaigns/okta/owner-rules",
        new OwnerRulesView(
            "okta",
            List.of(
                new OwnerRulesView.Rule(1, "*", "svc-pay-*", "*", "*", "payments", "called so"))));

    assertThat(rig.run("scope", "owners", "okta").out())
        .containsPattern("1 +\\* +svc-pay-\\* .*payments +called so");
  }
}
