// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MerkleProof;
import dev.rekey.evidence.MerkleTree;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Privilege;
import dev.rekey.words.RotationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlanTest {

  private static final Playbook PLAYBOOK = Samples.playbook(1, 2, ApprovalRule.ADMIN);

  private static List<ScopeRow> rows(int count) {
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(
          Samples.row(
              i + 2,
              Samples.credential(
                  Samples.lane(Samples.AWS, "user" + i), "AKIA" + i, Privilege.WRITE)));
    }
    rows.add(Samples.unresolved(99));
    return rows;
  }

  private static Plan plan() {
    return Planner.plan(Samples.request(rows(4), PLAYBOOK));
  }

  private static Plan with(
      Plan plan, int number, List<PlannedRotation> rotations, List<ScopeRow> unresolved) {
    return new Plan(
        plan.campaign(),
        number,
        plan.author(),
        plan.at(),
        plan.incident(),
        plan.compression(),
        plan.roster(),
        plan.playbooks(),
        rotations,
        unresolved,
        plan.warnings());
  }

  private static PlannedRotation with(PlannedRotation rotation, int wave, int slots, String why) {
    return new PlannedRotation(
        rotation.id(),
        wave,
        rotation.position(),
        rotation.turn(),
        rotation.turns(),
        rotation.disposition(),
        rotation.privilege(),
        rotation.owner(),
        rotation.places(),
        rotation.ownerApproval(),
        rotation.overlap(),
        slots,
        rotation.pace(),
        rotation.lag(),
        rotation.exposure(),
        why);
  }

  private static Plan withFirst(Plan plan, PlannedRotation first) {
    List<PlannedRotation> rotations = new ArrayList<>(plan.rotations());
    rotations.set(0, first);
    return with(plan, plan.number(), rotations, plan.unresolved());
  }

  @Test
  void hasAnotherDigestIfAnythingInItIsAnother() {
    Plan plan = plan();
    PlannedRotation first = plan.rotations().getFirst();
    List<PlannedRotation> shorter = plan.rotations().subList(0, 3);
    List<PlannedRotation> sameWave = new ArrayList<>();
    plan.rotations().forEach(each -> sameWave.add(with(each, 1, each.slots(), each.why())));

    Set<Digest> digests = new HashSet<>();
    digests.add(plan.digest());
    digests.add(with(plan, 2, plan.rotations(), plan.unresolved()).digest());
    digests.add(with(plan, 1, plan.rotations(), List.of()).digest());
    digests.add(with(plan, 1, shorter, plan.unresolved()).digest());
    digests.add(with(plan, 1, sameWave, plan.unresolved()).digest());
    digests.add(withFirst(plan, with(first, 1, 9, first.why())).digest());
    digests.add(withFirst(plan, with(first, 1, first.slots(), "another reason")).digest());
    digests.add(
        Planner.plan(Samples.request(rows(4), Samples.playbook(1, 3, ApprovalRule.ADMIN)))
            .digest());

    assertThat(digests).hasSize(8);
    assertThat(plan().digest()).isEqualTo(plan.digest());
  }

  @Test
  void hasAnotherDigestIfOnlyAWaveEndsElsewhere() {
    List<PlannedRotation> rotations = plan().rotations();
    List<PlannedRotation> other = new ArrayList<>(rotations);
    PlannedRotation third = rotations.get(2);
    other.set(2, with(third, third.wave() + 1, third.slots(), third.why()));

    assertThat(rotations).extracting(PlannedRotation::wave).containsExactly(1, 2, 2, 3);
    assertThat(with(plan(), 1, other, plan().unresolved()).digest()).isNotEqualTo(plan().digest());
  }

  @Test
  void findsARotationByItsId() {
    PlannedRotation second = plan().rotations().get(1);

    assertThat(plan().find(second.id())).contains(second);
    assertThat(
            plan()
                .find(
                    new RotationId(
                        new CampaignName("other"), second.id().lane(), second.id().credential())))
        .isEmpty();
  }

  @Test
  void letsOneRotationBeProvenToBeInIt() {
    Plan plan = plan();
    MerkleTree tree = plan.tree().orElseThrow();
    MerkleProof proof = tree.proof(2);

    assertThat(proof.leads(plan.rotations().get(2).shown(), tree.root())).isTrue();
    assertThat(proof.leads(plan.rotations().get(1).shown(), tree.root())).isFalse();
  }

  @Test
  void bindsAnApprovalToWhatHappensAndNotToTheOrder() {
    PlannedRotation first = plan().rotations().getFirst();

    assertThat(with(first, 3, first.slots(), "elsewhere").shown()).isEqualTo(first.shown());
    assertThat(with(first, 1, 9, first.why()).shown()).isNotEqualTo(first.shown());
  }

  @Test
  void refusesGapsAndRepeats() {
    Plan plan = plan();
    List<PlannedRotation> rotations = plan.rotations();
    List<PlannedRotation> gap = List.of(rotations.get(0), rotations.get(2));
    List<PlannedRotation> late = List.of(with(rotations.getFirst(), 2, 2, "late"));

    assertThatThrownBy(() -> with(plan, 1, gap, List.of())).hasMessageContaining("position 3");
    assertThatThrownBy(() -> with(plan, 1, late, List.of())).hasMessageContaining("wave 2");
  }

  @Test
  void saysWhatChangedAgainstThePreviousPlan() {
    Plan before = plan();
    Plan after =
        with(
            Planner.plan(
                Samples.request(rows(5).subList(1, 5), Samples.playbook(1, 2, ApprovalRule.ALL))),
            2,
            Planner.plan(
                    Samples.request(
                        rows(5).subList(1, 5), Samples.playbook(1, 2, ApprovalRule.ALL)))
                .rotations(),
            List.of());

    PlanDiff diff = PlanDiff.between(Optional.of(before), after);

    assertThat(diff.added()).singleElement().matches(each -> named(each, "AKIA4"));
    assertThat(diff.removed()).singleElement().matches(each -> named(each, "AKIA0"));
    assertThat(diff.changed()).hasSize(3);
    assertThat(diff.changed())
        .allSatisfy(change -> assertThat(change.facts()).containsExactly("owner-approval"));
    assertThat(diff.unresolvedRemoved()).hasSize(1);
    assertThat(diff.isEmpty()).isFalse();
    assertThat(PlanDiff.between(Optional.of(before), plan()).isEmpty()).isTrue();
    assertThat(PlanDiff.between(Optional.empty(), before).added()).hasSize(4);
  }

  @Test
  void tellsWhatOnlyMoved() {
    Plan before = plan();
    Plan after = Planner.plan(Samples.request(rows(4), Samples.playbook(2, 2, ApprovalRule.ADMIN)));

    PlanDiff diff = PlanDiff.between(Optional.of(before), after);

    assertThat(diff.moved())
        .extracting(each -> each.id().credential().value())
        .containsExactly("AKIA1", "AKIA3");
    assertThat(diff.changed()).isEmpty();
  }

  private static boolean named(PlannedRotation rotation, String id) {
    return rotation.id().credential().value().equals(id);
  }

  @Test
  void forecastsFromPaceAndWaves() {
    Forecast forecast = plan().forecast();

    // Per rotation: 1 m prove-new, 1 h observe, 30 m soak, 2 m prove; the canary, then the rest.
    assertThat(forecast.atLeast()).isEqualTo(Duration.ofMinutes(2 * 93));
    // Three waves, one after another; 15 m for a place, 24 h observed.
    assertThat(forecast.atMost()).isEqualTo(Duration.ofMinutes(3 * (24 * 60 + 48)));
  }

  @Test
  void standsEvenIfNothingCanBeRotated() {
    Plan plan = Planner.plan(Samples.request(List.of(Samples.unresolved(2)), PLAYBOOK));

    assertThat(plan.waves()).isEmpty();
    assertThat(plan.tree()).isEmpty();
    assertThat(plan.digest()).isNotNull();
    assertThat(plan.forecast().atMost()).isZero();
    assertThat(plan.brake()).isEqualTo(BrakeRule.usual());
  }
}
