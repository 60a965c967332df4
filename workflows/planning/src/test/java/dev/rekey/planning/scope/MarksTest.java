// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.planning.Planner;
import dev.rekey.planning.Samples;
import dev.rekey.words.Kind;
import dev.rekey.words.Lane;
import dev.rekey.words.Privilege;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One value in two systems is two credentials: to kill one is not to kill the other. */
@Timeout(30)
class MarksTest {

  private static final Lane PROD = Samples.lane(Samples.AWS, "alice");
  private static final Lane TEST = Samples.lane(Samples.AWS_TEST, "bob");

  private static ScopeRow row(int line, Lane lane, String id) {
    return Samples.row(line, Samples.credential(lane, id, Privilege.READ));
  }

  private static ScopeRow unplaced(ScopeRow row) {
    LeakedCredential named = requireNonNull(row.credential());
    return row.resolved(Samples.held(named, List.of()), "");
  }

  private static Plan plan(ScopeRow... rows) {
    return Planner.plan(Samples.request(List.of(rows), Samples.playbook(1, 10, ApprovalRule.NONE)));
  }

  @Test
  void oneValueInTwoSystemsIsLinkedAndNeverCollapsed() {
    ScopeRow one = row(2, PROD, "AKIA1").marked("f00");
    ScopeRow other = row(3, TEST, "AKIA2").marked("f00");
    ScopeRow alone = row(4, Samples.lane(Samples.AWS, "carol"), "AKIA3").marked("ba7");

    Marks marks = Marks.among(List.of(one, other, alone));
    Plan plan = plan(one, other, alone);

    assertThat(marks.reused(one))
        .containsExactly("the same value as aws-test/bob/iam-access-key/AKIA2");
    assertThat(marks.reused(alone)).isEmpty();
    assertThat(plan.rotations()).as("each is killed by itself").hasSize(3);
    assertThat(plan.rotations())
        .filteredOn(each -> each.why().contains("reused"))
        .extracting(each -> each.id().credential().value())
        .containsExactlyInAnyOrder("AKIA1", "AKIA2");
    assertThat(plan.warnings())
        .anyMatch(warning -> warning.startsWith("2 reused: another one has the same value or id"));
  }

  @Test
  void oneIdInTwoSystemsIsLinked() {
    ScopeRow one = row(2, PROD, "AKIA1");
    ScopeRow other = row(3, TEST, "AKIA1");

    assertThat(Marks.among(List.of(one, other)).reused(other))
        .containsExactly("the same id as aws-prod/alice/iam-access-key/AKIA1");
  }

  @Test
  void twoFindingsOfOneCredentialAreNoReuseAndAnUnknownOneIsNamedByItsRow() {
    ScopeRow first = row(2, PROD, "AKIA1").marked("f00");
    ScopeRow again = row(3, PROD, "AKIA1").marked("f00");
    ScopeRow unknown = Samples.unresolved(9).marked("f00");
    ScopeRow ruledOut =
        new ScopeRow("x.csv", 2, RowState.RULED_OUT, null, "a test", "x", unknown.clues());

    assertThat(Marks.among(List.of(first, again, ruledOut)).reused(first)).isEmpty();
    assertThat(Marks.among(List.of(first, again, unknown)).reused(first))
        .containsExactly("the same value as leaked.csv:9");
  }

  @Test
  void whatIsRuledOutSharesNothing() {
    ScopeRow first = row(2, PROD, "AKIA1").marked("f00");
    ScopeRow other = row(3, TEST, "AKIA2").marked("f00");
    ScopeRow ruledOut =
        new ScopeRow("x.csv", 2, RowState.RULED_OUT, null, "a test", "x", first.clues());

    assertThat(Marks.among(List.of(first, other, ruledOut)).reused(ruledOut)).isEmpty();
  }

  @Test
  void anIdOfAnotherKindIsNoReuse() {
    Lane login = new Lane(Samples.AWS_TEST, PROD.identity(), new Kind("login"));

    assertThat(
            Marks.among(List.of(row(2, PROD, "A1"), row(3, login, "A1")))
                .reused(row(2, PROD, "A1")))
        .isEmpty();
  }

  @Test
  void ofManyAFewAreNamed() {
    List<ScopeRow> rows =
        List.of("a", "b", "c", "d", "e").stream()
            .map(name -> row(2, Samples.lane(Samples.AWS, name), "AKIA" + name).marked("f00"))
            .toList();

    assertThat(Marks.among(rows).reused(rows.getFirst()))
        .singleElement()
        .asString()
        .startsWith("the same value as aws-prod/b/iam-access-key/AKIAb, ")
        .endsWith("aws-prod/d/iam-access-key/AKIAd and 1 more");
  }

  @Test
  void aFoundValueRaisesTheGradeThatCanBeReached() {
    ScopeRow blind = unplaced(row(2, PROD, "AKIA1"));

    assertThat(plan(blind).rotations().getFirst().why())
        .contains("best grade absent: old value not held");
    assertThat(plan(blind.marked("f00")).rotations())
        .extracting(PlannedRotation::why)
        .singleElement()
        .asString()
        .contains("best grade refused: consumers unknown")
        .doesNotContain("not held");
  }
}
