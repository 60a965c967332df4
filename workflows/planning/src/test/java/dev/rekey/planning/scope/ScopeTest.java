// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.planning.Samples;
import dev.rekey.words.Disposition;
import dev.rekey.words.Lane;
import dev.rekey.words.Privilege;
import dev.rekey.words.TeamName;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ScopeTest {

  private static ScopeRow row(String source, String identity, Disposition disposition) {
    return new ScopeRow(
        source,
        2,
        RowState.RESOLVED,
        Samples.credential(
            Samples.lane(Samples.AWS, identity), "AKIA1", Privilege.READ, disposition),
        "",
        "as listed");
  }

  @Test
  void changesNothingWhenMergedAgain() {
    List<ScopeRow> once =
        Scope.merged(
            List.of(
                row("a.csv", "alice", Disposition.REPLACE),
                row("b.csv", "alice", Disposition.REPLACE),
                Samples.unresolved(7)));

    assertThat(Scope.merged(once)).isEqualTo(once);
    assertThat(once)
        .extracting(ScopeRow::state)
        .containsExactly(RowState.RESOLVED, RowState.RESOLVED, RowState.UNRESOLVED);
  }

  @Test
  void findsContradictionsBetweenSources() {
    List<ScopeRow> rows =
        Scope.merged(
            List.of(
                row("a.csv", "alice", Disposition.REPLACE),
                row("b.csv", "alice", Disposition.RETIRE)));

    assertThat(rows).extracting(ScopeRow::state).containsOnly(RowState.UNRESOLVED);
    assertThat(rows.getLast().reason())
        .contains("2 dispositions: 'replace' in a.csv:2, 'retire' in b.csv:2");
  }

  @Test
  void resolvesTheOtherOneWhenAContradictionIsRuledOut() {
    List<ScopeRow> rows =
        Scope.merged(
            List.of(
                row("a.csv", "alice", Disposition.REPLACE),
                row("b.csv", "bob", Disposition.REPLACE)));
    ScopeRow wrong = rows.getLast();
    ScopeRow ruledOut =
        new ScopeRow(
            wrong.source(),
            wrong.line(),
            RowState.RULED_OUT,
            wrong.credential(),
            "a slip of the analyst",
            wrong.shown());

    List<ScopeRow> again = Scope.merged(List.of(rows.getFirst(), ruledOut));

    assertThat(again)
        .extracting(ScopeRow::state)
        .containsExactly(RowState.RESOLVED, RowState.RULED_OUT);
    assertThat(again.getLast()).isEqualTo(ruledOut);
  }

  @Test
  void refusesRowsThatHideSomething() {
    assertThatThrownBy(() -> new ScopeRow("a.csv", 2, RowState.RESOLVED, null, "", "x"))
        .hasMessageContaining("resolved without a credential");
    assertThatThrownBy(() -> new ScopeRow("a.csv", 2, RowState.UNRESOLVED, null, " ", "x"))
        .hasMessageContaining("without a reason");
    assertThatThrownBy(
            () -> new ScopeRow("a.csv", 2, RowState.UNRESOLVED, null, "y", "x".repeat(301)))
        .hasMessageContaining("301 characters");
  }

  @Test
  void takesTheHighestPrivilegeThatAnybodyStates() {
    assertThat(merged(Privilege.READ, Privilege.UNKNOWN)).isEqualTo(Privilege.READ);
    assertThat(merged(Privilege.UNKNOWN, Privilege.WRITE)).isEqualTo(Privilege.WRITE);
    assertThat(merged(Privilege.ADMIN, Privilege.WRITE)).isEqualTo(Privilege.ADMIN);
    assertThat(merged(Privilege.UNKNOWN, Privilege.UNKNOWN)).isEqualTo(Privilege.UNKNOWN);
  }

  private static Privilege merged(Privilege one, Privilege other) {
    Lane lane = Samples.lane(Samples.AWS, "alice");
    List<ScopeRow> rows =
        Scope.merged(
            List.of(
                Samples.row(2, Samples.credential(lane, "AKIA1", one)),
                Samples.row(3, Samples.credential(lane, "AKIA1", other))));
    return Objects.requireNonNull(rows.getFirst().credential()).privilege();
  }

  @Test
  void findsTwoOwnersOfOneCredential() {
    LeakedCredential one =
        Samples.credential(Samples.lane(Samples.AWS, "alice"), "AKIA1", Privilege.READ);
    LeakedCredential other =
        new LeakedCredential(
            one.lane(),
            one.id(),
            new TeamName("search"),
            one.privilege(),
            one.disposition(),
            one.places(),
            one.exposure());

    assertThat(Scope.merged(List.of(Samples.row(2, one), Samples.row(3, other))).getLast().reason())
        .contains("2 owners: 'payments' in leaked.csv:2, 'search' in leaked.csv:3");
  }

  @Test
  void keepsWhatRowsSayOfTheExposureAndAddsNothing() {
    LeakedCredential one =
        Samples.credential(Samples.lane(Samples.AWS, "alice"), "AKIA1", Privilege.READ);
    LeakedCredential silent = Samples.exposed(one, "");

    assertThat(exposure(silent, silent)).isEmpty();
    assertThat(exposure(silent, Samples.exposed(one, "build log"))).isEqualTo("build log");
    assertThat(exposure(Samples.exposed(one, "wiki"), Samples.exposed(one, "build log")))
        .isEqualTo("wiki; build log");
  }

  private static String exposure(LeakedCredential one, LeakedCredential other) {
    List<ScopeRow> rows = Scope.merged(List.of(Samples.row(2, one), Samples.row(3, other)));
    return Objects.requireNonNull(rows.getFirst().credential()).exposure();
  }

  @Test
  void refusesAnExposureThatPeopleCannotRead() {
    LeakedCredential one =
        Samples.credential(Samples.lane(Samples.AWS, "alice"), "AKIA1", Privilege.READ);

    assertThatThrownBy(() ->
            new LeakedCredential(
                one.lane(),
                one.id(),
                one.owner(),
                one.privilege(),
                one.disposition(),
                one.places(),
                "a\nb"))
        .hasMessageContaining("exposure: 'a\\u{a}b'");
  }
}
