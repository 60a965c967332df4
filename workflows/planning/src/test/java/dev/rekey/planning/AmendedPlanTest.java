// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Disposition;
import dev.rekey.words.PersonName;
import dev.rekey.words.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is on its way stays as it was approved; what comes later stands behind it. */
@Timeout(30)
class AmendedPlanTest {

  private static final Playbook PLAYBOOK = Samples.playbook(1, 2, ApprovalRule.ADMIN);

  private final List<ScopeRow> scope = new ArrayList<>();
  private final Plan before;

  AmendedPlanTest() {
    for (int i = 0; i < 3; i++) {
      list("user" + i, "AKIA" + i, Disposition.REPLACE);
    }
    before = Planner.plan(Samples.request(scope, PLAYBOOK));
  }

  private LeakedCredential list(String user, String id, Disposition disposition) {
    LeakedCredential credential =
        Samples.credential(Samples.lane(Samples.AWS, user), id, Privilege.WRITE, disposition);
    scope.add(Samples.row(scope.size() + 2, credential));
    return credential;
  }

  private Plan amended() {
    PlanRequest request = Samples.request(scope, PLAYBOOK);
    return Planner.amend(
        before,
        new PlanRequest(
            new CampaignName("build-2026-11"),
            2,
            new PersonName("bob@example.com"),
            request.at().plusSeconds(60),
            request.incident(),
            1,
            request.roster(),
            scope,
            request.systems(),
            request.playbooks(),
            Set.of()));
  }

  @Test
  void whatIsOnItsWayStaysAndWhatIsAddedHasWavesOfItsOwn() {
    list("late", "AKIA8", Disposition.REPLACE);
    list("later", "AKIA9", Disposition.REPLACE);
    Plan amended = amended();
    int waves = before.waves().size();

    assertThat(amended.rotations()).startsWith(before.rotations().toArray(PlannedRotation[]::new));
    assertThat(amended.rotations().subList(3, 5))
        .allSatisfy(each -> assertThat(each.wave()).isGreaterThan(waves));
    PlanDiff diff = PlanDiff.between(Optional.of(before), amended);
    assertThat(diff.added()).isEqualTo(amended.rotations().subList(3, 5));
    assertThat(diff.removed()).isEmpty();
    assertThat(diff.changed()).isEmpty();
    assertThat(amended.digest()).isNotEqualTo(before.digest());
  }

  @Test
  void aStrangerOfAKnownLaneIsItsNextTurn() {
    list("user1", "AKIASTRANGE", Disposition.REVOKE_NOW);
    PlannedRotation added = amended().rotations().getLast();

    assertThat(added.turn()).isEqualTo(2);
    assertThat(added.turns()).isEqualTo(2);
    assertThat(added.why()).contains("turn 2 of 2 in its lane");
  }

  @Test
  void whatRowsSayOtherwiseByNowIsShownAndChangesNothingThatIsOnItsWay() {
    LeakedCredential first = list("user0", "AKIA0", Disposition.REPLACE);
    scope.removeLast();
    scope.set(0, Samples.row(2, Samples.held(first, List.of(Samples.place("secret/elsewhere")))));
    ScopeRow gone = scope.get(1);
    scope.set(
        1,
        new ScopeRow(
            gone.source(),
            gone.line(),
            RowState.RULED_OUT,
            gone.credential(),
            "never leaked",
            gone.shown()));
    list("late", "AKIA8", Disposition.REPLACE);
    Plan amended = amended();

    assertThat(amended.rotations().subList(0, 3)).isEqualTo(before.rotations());
    assertThat(amended.warnings())
        .anyMatch(each -> each.startsWith("1 described otherwise") && each.contains("AKIA0"))
        .anyMatch(each -> each.startsWith("1 named by no row") && each.contains("AKIA1"));
  }

  @Test
  void theSamePlaceInTheOrderDoesNotDependOnHowOftenItIsAmended() {
    list("late", "AKIA8", Disposition.REPLACE);
    Plan once = amended();

    assertThat(amended().digest()).isEqualTo(once.digest());
  }
}
