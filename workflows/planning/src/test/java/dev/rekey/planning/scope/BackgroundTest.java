// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Privilege;
import dev.rekey.words.TeamName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scanner knows an id and where it lies; whose it is, the inventory before it knows. */
@Timeout(30)
class BackgroundTest {

  private static final String INVENTORY =
      "system,identity,kind,credential_id,owner,privilege,places\n"
          + "aws-prod,svc-pay,iam-access-key,AKIA1,payments,admin,bao:secret/pay\n";
  private static final String HEADER =
      "system,identity,kind,credential_id,owner,privilege,exposure,places\n";

  private static List<ScopeRow> read(String name, String list, Background background) {
    return switch (Intake.read(
        name,
        list.getBytes(StandardCharsets.UTF_8),
        ColumnMap.NONE,
        Samples.systems(),
        background)) {
      case IntakeResult.Read read -> read.rows();
      case IntakeResult.Unreadable wrong -> throw new AssertionError(wrong.mistakes().toString());
    };
  }

  private static List<ScopeRow> inventory() {
    return read("inventory.csv", INVENTORY, Background.NONE);
  }

  private static ScopeRow finding(String row) {
    return read("scan.csv", HEADER + row, Background.of(OwnerRules.NONE, inventory())).getFirst();
  }

  @Test
  void aFindingOfAKnownIdIsThatCredentialAndBothSourcesStay() {
    ScopeRow found = finding("aws-prod,,iam-access-key,AKIA1,,,build log,\n");

    assertThat(found.state()).as(found.reason()).isEqualTo(RowState.RESOLVED);
    LeakedCredential named = requireNonNull(found.credential());
    assertThat(named.lane().identity()).isEqualTo(new IdentityName("svc-pay"));
    assertThat(named.owner()).isEqualTo(new TeamName("payments"));
    assertThat(named.privilege()).isEqualTo(Privilege.ADMIN);
    List<ScopeRow> both = new ArrayList<>(inventory());
    both.add(found);
    List<ScopeRow> merged = Scope.merged(both);
    assertThat(merged).extracting(ScopeRow::source).containsExactly("inventory.csv", "scan.csv");
    assertThat(merged.getLast().reason()).contains("the same credential as inventory.csv:2");
    assertThat(merged.getFirst().credential()).isEqualTo(merged.getLast().credential());
    assertThat(requireNonNull(merged.getFirst().credential()).exposure()).contains("build log");
  }

  @Test
  void aListThatOnlySaysWhatExistsNamesAFindingToo() {
    List<ScopeRow> known = inventory().stream().map(ScopeRow::known).toList();
    assertThat(known).extracting(ScopeRow::state).containsOnly(RowState.KNOWN);

    ScopeRow found =
        read(
                "scan.csv",
                HEADER + "aws-prod,,iam-access-key,AKIA1,,,build log,\n",
                Background.of(OwnerRules.NONE, known))
            .getFirst();

    assertThat(found.state()).as(found.reason()).isEqualTo(RowState.RESOLVED);
    assertThat(requireNonNull(found.credential()).owner()).isEqualTo(new TeamName("payments"));
  }

  @Test
  void whatWasRuledOutNamesNothing() {
    ScopeRow named = inventory().getFirst();
    ScopeRow ruledOut =
        new ScopeRow(
            named.source(),
            named.line(),
            RowState.RULED_OUT,
            named.credential(),
            "not ours",
            named.shown(),
            named.clues());

    ScopeRow found =
        read(
                "scan.csv",
                HEADER + "aws-prod,,iam-access-key,AKIA1,,,build log,\n",
                Background.of(OwnerRules.NONE, List.of(ruledOut)))
            .getFirst();

    assertThat(found.state()).isEqualTo(RowState.UNRESOLVED);
  }

  @Test
  void whatTheFindingSaysItselfGoesFirstAndAContradictionIsHeld() {
    ScopeRow found = finding("aws-prod,svc-other,iam-access-key,AKIA1,,,,\n");
    List<ScopeRow> both = new ArrayList<>(inventory());
    both.add(found);

    assertThat(Scope.merged(both))
        .allSatisfy(row -> assertThat(row.state()).isEqualTo(RowState.UNRESOLVED))
        .allSatisfy(row -> assertThat(row.reason()).contains("stands under 2 identities"));
  }

  @Test
  void anotherSystemsIdOrOneThatNobodyKnowsStaysUnresolved() {
    assertThat(finding("aws-test,,iam-access-key,AKIA1,,,,\n").state())
        .isEqualTo(RowState.UNRESOLVED);
    assertThat(finding("aws-prod,,iam-access-key,AKIA2,,,,\n").reason())
        .contains("identity: empty", "owner: empty");
  }
}
