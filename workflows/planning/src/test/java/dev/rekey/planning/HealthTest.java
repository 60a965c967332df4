// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.scope.ColumnMap;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.Scope;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.SystemName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a row says which consumers are asked, and what comes of it in the plan. */
@Timeout(60)
class HealthTest {

  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,places,disposition,health\n";
  private static final String SHOP = "web:https://shop.example.com/health";
  private static final String BILLING =
      "web:https://billing.internal:8443/up status=204 field=/status=UP";

  private static KnownSystems systems() {
    List<KnownSystem> systems = new ArrayList<>(Samples.systems().systems().values());
    systems.add(
        KnownSystem.of(new SystemName("web"), "health", Map.of(), false)
            .asking(List.of("shop.example.com", "billing.internal:8443")));
    return KnownSystems.of(systems);
  }

  private static List<ScopeRow> rows(String... rows) {
    return read("leaked.csv", HEADER + String.join("", rows));
  }

  private static List<ScopeRow> read(String name, String text) {
    return ((IntakeResult.Read)
            Intake.read(name, text.getBytes(StandardCharsets.UTF_8), ColumnMap.NONE, systems()))
        .rows();
  }

  private static String row(String identity, String disposition, String health) {
    return "aws-prod,%1$s,iam-access-key,AKIA-%1$s,payments,read,bao:secret/%1$s,%2$s,%3$s\n"
        .formatted(identity, disposition, health);
  }

  private static Plan plan(List<ScopeRow> rows) {
    return Planner.plan(Samples.request(rows, Samples.playbook(1, 10, ApprovalRule.NONE)));
  }

  private static List<String> asked(Plan plan) {
    return plan.rotations().getFirst().health().stream().map(HealthCheck::toString).toList();
  }

  @Test
  void whatARowSaysIsPlannedSaidAndSigned() {
    Plan plan = plan(rows(row("alice", "replace", SHOP + "; " + BILLING)));
    PlannedRotation one = plan.rotations().getFirst();

    assertThat(asked(plan)).containsExactly(BILLING, SHOP);
    assertThat(one.facts()).containsEntry("health", List.of(BILLING, SHOP));
    assertThat(one.why()).contains("consumers asked whether they are well: 2");

    Plan without = plan(rows(row("alice", "replace", "")));
    assertThat(without.rotations().getFirst().facts()).doesNotContainKey("health");
    assertThat(without.digest()).isNotEqualTo(plan.digest());
    assertThat(one.retired().health()).isEqualTo(one.health());
  }

  @Test
  void nobodyIsAskedForWhatIsRevokedAtOnce() {
    Plan plan = plan(rows(row("alice", "revoke-now", SHOP)));

    assertThat(asked(plan)).isEmpty();
    assertThat(plan.rotations().getFirst().why()).doesNotContain("consumers asked");
  }

  @Test
  void rowsOfTheSameCredentialAreAskedForTogether() {
    List<ScopeRow> both = new ArrayList<>(rows(row("alice", "replace", SHOP)));
    both.addAll(
        read(
            "inventory.json",
            """
            [{"system": "aws-prod", "identity": "alice", "kind": "iam-access-key",
              "credential_id": "AKIA-alice", "owner": "payments", "places": "bao:secret/alice",
              "health_check": ["%s", "%s"]}]
            """
                .formatted(BILLING, SHOP)));

    assertThat(asked(plan(Scope.merged(both)))).containsExactly(BILLING, SHOP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://shop.example.com/health | expected: system:https://host/path
          wbe:https://shop.example.com/   | system 'wbe' asks no consumers; did you mean 'web'?
          bao:https://shop.example.com/   | system 'bao' asks no consumers
          web:https://shpo.example.com/   | host 'shpo.example.com' is none that system web may ask
          web:http://169.254.169.254/     | host '169.254.169.254' is none that system web may ask
          web:https://billing.internal/   | host 'billing.internal' is none that system web may ask
          web:file:///etc/passwd          | expected: https or http
          web:https://shop.example.com/ status=99 | expected: 100 to 599
          """)
  void whatMayNotBeAskedIsSaidWithTheRowAndStaysInScope(String health, String why) {
    ScopeRow row = rows(row("alice", "replace", health)).getFirst();

    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.reason()).contains("health", why, "expected:");
  }

  @Test
  void aPasswordInAUrlIsNotShown() {
    ScopeRow row =
        rows(row("alice", "replace", "web:https://user:word@shop.example.com/")).getFirst();

    assertThat(row.state()).isEqualTo(RowState.UNRESOLVED);
    assertThat(row.reason() + row.shown() + row.clues()).doesNotContain("word@");
  }
}
