// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Samples;
import dev.rekey.planning.text.Mistake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ColumnMapTest {

  private static final String FOREIGN =
      "User name,Access key,Created on,Responsible team,Vault path\n"
          + "alice,AKIAIOSFODNN7EXAMPLE,2024-01-01,payments,bao:secret/apps/a\n"
          + "bob,AKIAIOSFODNN7EXAMPL2,2024-02-01,,bao:secret/apps/b\n";

  private static IntakeResult read(String list, ColumnMap map) {
    return Intake.read("keys.csv", list.getBytes(StandardCharsets.UTF_8), map, Samples.systems());
  }

  private static ColumnMap map(List<String> columns, List<String> always, boolean ignore) {
    List<String> mistakes = new ArrayList<>();
    ColumnMap map = ColumnMap.of(columns, always, ignore, mistakes);
    assertThat(mistakes).isEmpty();
    return map;
  }

  private static List<String> mistakes(String... columns) {
    List<String> mistakes = new ArrayList<>();
    ColumnMap.of(List.of(columns), List.of(), false, mistakes);
    return mistakes;
  }

  private static IntakeResult.Read good(IntakeResult result) {
    assertThat(result).isInstanceOf(IntakeResult.Read.class);
    return (IntakeResult.Read) result;
  }

  private static IntakeResult.Unreadable bad(IntakeResult result) {
    assertThat(result).isInstanceOf(IntakeResult.Unreadable.class);
    return (IntakeResult.Unreadable) result;
  }

  @Test
  void readsAListWhoseColumnsAreCalledOtherwise() {
    List<ScopeRow> rows =
        good(read(
                FOREIGN,
                map(
                    List.of(
                        "identity=User name",
                        "credential_id=Access key",
                        "owner=Responsible team",
                        "places=Vault path"),
                    List.of("system=aws-prod", "kind=iam-access-key", "owner=platform"),
                    true)))
            .rows();

    assertThat(rows).extracting(ScopeRow::state).containsOnly(RowState.RESOLVED);
    assertThat(rows)
        .extracting(row -> String.valueOf(row.credential()))
        .satisfiesExactly(
            first ->
                assertThat(first).contains("aws-prod", "alice", "AKIAIOSFODNN7EXAMPLE", "payments"),
            second -> assertThat(second).contains("bob", "platform"));
  }

  @Test
  void proposesFlagsThatReadTheListOnceTheGapsAreFilled() {
    List<String> proposal = bad(read(FOREIGN, ColumnMap.NONE)).proposal();

    assertThat(proposal)
        .containsExactlyInAnyOrder(
            "--column credential_id='Access key'",
            "--column owner='Responsible team'",
            "--column places='Vault path'",
            "--always system=SYSTEM",
            "--always kind=iam-access-key",
            "--ignore-others");
  }

  @Test
  void aColumnsNameCannotAddACommandToTheProposal() {
    String list = "system,identity,kind,credential_id,places,team'; rm -rf ~ #\n";

    assertThat(bad(read(list, ColumnMap.NONE)).proposal())
        .containsExactly("--column owner='team'\\''; rm -rf ~ #'");
  }

  @Test
  void proposesNothingForAListThatNamesNothingKnown() {
    assertThat(bad(read("a,b\n1,2\n", ColumnMap.NONE)).proposal()).isEmpty();
  }

  @Test
  void leavesColumnsOutOnlyWhenTold() {
    String list =
        "system,identity,kind,credential_id,owner,places,shoe\n"
            + "aws-prod,alice,iam-access-key,AKIA1,payments,bao:secret/apps/a,42\n";

    assertThat(bad(read(list, ColumnMap.NONE)).mistakes())
        .extracting(Mistake::rule)
        .containsExactly("unknown-column");
    IntakeResult.Read read = good(read(list, map(List.of(), List.of(), true)));
    assertThat(read.rows()).extracting(ScopeRow::state).containsOnly(RowState.RESOLVED);
    assertThat(read.notes()).contains("column 'shoe' is left out");
  }

  @Test
  void neverLeavesOutAColumnOfValuesInSilence() {
    String list = "system,identity,kind,credential_id,owner,places,password\na,b,c,d,e,f,hunter2\n";

    assertThat(bad(read(list, map(List.of(), List.of(), true))).mistakes())
        .extracting(Mistake::rule)
        .containsExactly("column-of-values");
  }

  @Test
  void namesAColumnThatTheListDoesNotHave() {
    assertThat(bad(read(FOREIGN, map(List.of("identity=User nam"), List.of(), true))).mistakes())
        .extracting(Mistake::message)
        .anySatisfy(
            message -> assertThat(message).contains("'User nam'", "did you mean 'User name'"));
  }

  @Test
  void tellsAllMistakesOfAMapAtOnce() {
    assertThat(mistakes("identity", "idntity=a", "owner=a", "owner=b", "=x", "kind="))
        .satisfiesExactly(
            one -> assertThat(one).contains("'identity'", "expected: column=text"),
            two -> assertThat(two).contains("'idntity' is no column", "did you mean 'identity'"),
            three -> assertThat(three).contains("--column owner: given twice"),
            four -> assertThat(four).contains("'=x'"),
            five -> assertThat(five).contains("'kind='"));
  }
}
