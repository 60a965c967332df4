// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.scope.Background;
import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.Scope;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CredentialId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What leaked brings in what it opens, in the order in which they must die. */
@Timeout(60)
class AdjacencyTest {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,places,unlocks,provisioned_by\n";

  private static IntakeResult.Read read(String name, String... rows) {
    return (IntakeResult.Read)
        Intake.read(
            name,
            (HEADER + String.join("", rows)).getBytes(StandardCharsets.UTF_8),
            ColumnMap.NONE,
            Samples.systems(),
            Background.NONE);
  }

  private static String row(
      String identity, String privilege, String unlocks, String provisionedBy) {
    return "aws-prod,%1$s,iam-access-key,AKIA-%1$s,payments,%2$s,bao:secret/%1$s,%3$s,%4$s\n"
        .formatted(identity, privilege, unlocks, provisionedBy);
  }

  private static List<ScopeRow> leaked(String... rows) {
    return read("leaked.csv", rows).rows();
  }

  private static List<ScopeRow> inventory(String... rows) {
    return Intake.asInventory(read("inventory.csv", rows)).rows();
  }

  private static List<ScopeRow> both(List<ScopeRow> one, List<ScopeRow> other) {
    List<ScopeRow> all = new ArrayList<>(one);
    all.addAll(other);
    return Scope.merged(all);
  }

  private static Plan plan(List<ScopeRow> rows, String... contained) {
    PlanRequest usual = Samples.request(rows, Samples.playbook(1, 10, ApprovalRule.NONE));
    return Planner.plan(
        new PlanRequest(
            usual.campaign(),
            usual.number(),
            usual.author(),
            usual.at(),
            usual.incident(),
            usual.compression(),
            usual.roster(),
            usual.scope(),
            usual.systems(),
            usual.playbooks(),
            usual.last(),
            Set.of(contained).stream().map(CredentialId::new).collect(Collectors.toSet()),
            usual.cases()));
  }

  private static PlannedRotation find(Plan plan, String identity) {
    return plan.rotations().stream()
        .filter(each -> each.id().lane().identity().value().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  private static String path(Plan plan, String identity) {
    return plan.paths().getOrDefault(find(plan, identity).id(), "");
  }

  @Test
  void whatOnlyAnInventoryKnowsIsPlannedWhereALeakReachesItAndSaysHow() {
    List<ScopeRow> rows =
        both(
            leaked(row("ci", "write", "bao:secret/pay*", "")),
            inventory(
                row("pay", "write", "aws-prod/deep", ""),
                row("deep", "write", "", ""),
                row("made", "read", "", "aws-prod/deep"),
                row("apart", "admin", "", "")));

    Plan plan = plan(rows);

    assertThat(plan.rotations())
        .extracting(each -> each.id().lane().identity().value())
        .containsExactlyInAnyOrder("ci", "pay", "deep", "made");
    assertThat(path(plan, "ci")).isEmpty();
    assertThat(path(plan, "pay")).isEqualTo("aws-prod/ci/iam-access-key/AKIA-ci → bao:secret/pay*");
    assertThat(path(plan, "made")).contains("AKIA-ci", "AKIA-pay", "AKIA-deep → provisions");
    assertThat(plan.warnings())
        .anyMatch(warning -> warning.startsWith("3 did not leak themselves and are reached"));
    assertThat(plan.unresolved()).as("what is apart is nobody's question").isEmpty();
  }

  @Test
  void aWayIsPartOfWhatIsSigned() {
    List<ScopeRow> inventory = inventory(row("pay", "write", "", "aws-prod/ci"));
    Plan reached = plan(both(leaked(row("ci", "write", "", "")), inventory));
    Plan otherwise = plan(both(leaked(row("ci", "write", "aws-prod/pay", "")), inventory));

    assertThat(reached.rotations()).isEqualTo(otherwise.rotations());
    assertThat(reached.digest()).isNotEqualTo(otherwise.digest());
  }

  @Test
  void aListThatSaysItLeakedGoesBeforeAnInventoryWhicheverComesFirst() {
    List<ScopeRow> known = inventory(row("ci", "write", "", ""));
    List<ScopeRow> leaked = leaked(row("ci", "write", "", ""));

    assertThat(Scope.merged(known)).extracting(ScopeRow::state).containsOnly(RowState.KNOWN);
    for (List<ScopeRow> rows : List.of(both(known, leaked), both(leaked, known))) {
      assertThat(rows).extracting(ScopeRow::state).containsOnly(RowState.RESOLVED);
    }
    assertThat(plan(known).rotations()).isEmpty();
  }

  @Test
  void inventoriesThatContradictOneAnotherHoldNothingUntilItLeaks() {
    List<ScopeRow> one = inventory(row("ci", "write", "", ""));
    List<ScopeRow> other =
        Intake.asInventory(read("b.csv", row("ci", "write", "", "").replace("prod,ci", "prod,cd")))
            .rows();

    assertThat(both(one, other)).extracting(ScopeRow::state).containsOnly(RowState.KNOWN);
    assertThat(both(both(one, other), leaked(row("ci", "write", "", ""))))
        .extracting(ScopeRow::state)
        .containsOnly(RowState.UNRESOLVED);
  }

  @Test
  void whatOpensAnotherIsInAnEarlierWaveAndIsNoCanaryAfterIt() {
    Plan plan =
        plan(
            leaked(
                row("a-target", "read", "", ""),
                row("b-opener", "write", "aws-prod/a-target", ""),
                row("c-root", "admin", "aws-prod/b-opener", ""),
                row("d-canary", "read", "", "")));

    assertThat(find(plan, "d-canary").why()).startsWith("canary");
    assertThat(find(plan, "c-root").wave()).isLessThan(find(plan, "b-opener").wave());
    assertThat(find(plan, "b-opener").wave()).isLessThan(find(plan, "a-target").wave());
    assertThat(plan.warnings()).noneMatch(warning -> warning.contains("may be alive"));
  }

  @Test
  void aCircleIsToldWithItsBridgeAndWhatIsCutFirstBreaksIt() {
    List<ScopeRow> rows =
        leaked(
            row("idp", "write", "aws-prod/vault;aws-prod/ci", ""),
            row("vault", "write", "aws-prod/idp", ""),
            row("ci", "write", "aws-prod/idp", ""),
            row("calm", "read", "", ""));

    Plan plan = plan(rows);

    assertThat(plan.warnings())
        .anyMatch(warning ->
            warning.startsWith("3 lanes open one another")
                && warning.contains("cut first (--contain): aws-prod/idp/iam-access-key;")
                && warning.endsWith(
                    "then the rest: aws-prod/ci/iam-access-key, aws-prod/vault/iam-access-key"))
        .anyMatch(warning -> warning.contains("replaced while a leaked one that opens it"));
    Plan cut = plan(rows, "AKIA-idp");
    assertThat(cut.warnings()).noneMatch(warning -> warning.contains("open one another"));
    assertThat(find(cut, "idp").wave()).isLessThan(find(cut, "vault").wave());
    assertThat(cut.warnings())
        .as("its new value lies where the others can read it still")
        .anyMatch(
            warning -> warning.startsWith("1 replaced while") && warning.contains("aws-prod/idp"));
  }

  @Test
  void whatEitherListSaysThatItOpensCounts() {
    List<ScopeRow> twice =
        both(
            leaked(row("ci", "write", "", "")),
            read("other.csv", row("ci", "write", "aws-prod/pay", "")).rows());

    Plan plan = plan(both(twice, inventory(row("pay", "write", "", ""))));

    assertThat(plan.rotations())
        .extracting(each -> each.id().lane().identity().value())
        .containsExactlyInAnyOrder("ci", "pay");
  }

  @Test
  void whatWasRuledOutBringsInNothing() {
    ScopeRow ci = leaked(row("ci", "write", "aws-prod/pay", "")).getFirst();
    ScopeRow ruledOut =
        new ScopeRow(
            ci.source(),
            ci.line(),
            RowState.RULED_OUT,
            ci.credential(),
            "a test key",
            ci.shown(),
            ci.clues());

    Plan plan = plan(both(List.of(ruledOut), inventory(row("pay", "write", "", ""))));

    assertThat(plan.rotations()).isEmpty();
  }

  @Test
  void aChainOfManyIsNoReasonForAsManyWaves() {
    String[] rows = new String[40];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("n%02d".formatted(i), "write", "aws-prod/n%02d".formatted((i + 1) % 100), "");
    }
    rows[39] = row("n39", "write", "", "");

    List<PlannedRotation> planned = plan(leaked(rows)).rotations();

    assertThat(planned).hasSize(40);
    assertThat(planned).extracting(PlannedRotation::wave).allMatch(wave -> wave <= 24);
  }

  @Test
  void aReferenceThatCannotBeReadHoldsItsRow() {
    assertThat(leaked(row("a", "read", "aws-prdo/x", "")).getFirst().reason())
        .contains("unlocks: system 'aws-prdo' is not known; did you mean 'aws-prod'?");
    assertThat(leaked(row("a", "read", "aws-prod/*x", "")).getFirst().reason())
        .contains("expected: system, system/identity or system:location");
    assertThat(leaked(row("a", "read", "", "aws-prod:")).getFirst().state())
        .isEqualTo(RowState.UNRESOLVED);
  }
}
