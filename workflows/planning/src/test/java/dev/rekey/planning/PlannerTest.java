// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Disposition;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlannerTest {

  private static final Privilege[] RIGHTS = Privilege.values();

  /** {@code count} identities with one key each, over two systems and all privileges. */
  private static List<ScopeRow> rows(int count) {
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SystemName system = i % 3 == 0 ? Samples.AWS_TEST : Samples.AWS;
      Lane lane = Samples.lane(system, "user-%05d".formatted(i));
      rows.add(
          Samples.row(
              i + 2, Samples.credential(lane, "AKIA%05d".formatted(i), RIGHTS[i % RIGHTS.length])));
    }
    return rows;
  }

  private static Plan plan(List<ScopeRow> rows) {
    return Planner.plan(Samples.request(rows, Samples.playbook(3, 100, ApprovalRule.ADMIN)));
  }

  private static PlanRequest with(PlanRequest request, int compression, Set<Lane> last) {
    return new PlanRequest(
        request.campaign(),
        request.number(),
        request.author(),
        request.at(),
        request.incident(),
        compression,
        request.roster(),
        request.scope(),
        request.systems(),
        request.playbooks(),
        last);
  }

  @Test
  void startsWithAHarmlessCanarySpreadOverSystems() {
    Wave canary = plan(rows(40)).waves().getFirst();

    assertThat(canary.rotations()).hasSize(3);
    assertThat(canary.rotations()).allMatch(each -> each.privilege() == Privilege.READ);
    assertThat(canary.rotations())
        .extracting(each -> each.id().lane().system())
        .contains(Samples.AWS, Samples.AWS_TEST);
    assertThat(canary.rotations())
        .allSatisfy(each -> assertThat(each.why()).startsWith("canary: "));
  }

  @Test
  void takesTheMostDangerousAfterTheCanary() {
    List<PlannedRotation> rest = plan(rows(40)).waves().get(1).rotations();

    assertThat(rest.getFirst().privilege()).isEqualTo(Privilege.ADMIN);
    assertThat(rest.getFirst().why()).isEqualTo("risk: admin rights");
    assertThat(rest.getLast().privilege()).isEqualTo(Privilege.READ);
    assertThat(rest)
        .extracting(PlannedRotation::privilege)
        .isSortedAccordingTo((one, other) -> rank(other) - rank(one));
  }

  private static int rank(Privilege privilege) {
    return List.of(Privilege.READ, Privilege.WRITE, Privilege.UNKNOWN, Privilege.ADMIN)
        .indexOf(privilege);
  }

  @Test
  void holdsAtMostAWaveSizeOfLanesInAWave() {
    Plan plan = plan(rows(1_003));

    assertThat(plan.waves()).hasSize(1 + 10);
    assertThat(plan.waves()).allMatch(wave -> wave.lanes().size() <= 100);
    assertThat(plan.rotations()).hasSize(1_003);
  }

  @Test
  void neverSplitsALane() {
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Lane lane = Samples.lane(Samples.AWS, "user-%03d".formatted(i % 150));
      rows.add(
          Samples.row(i + 2, Samples.credential(lane, "AKIA%03d".formatted(i), RIGHTS[i % 4])));
    }

    Plan plan = plan(rows);

    Set<Lane> seen = new HashSet<>();
    for (Wave wave : plan.waves()) {
      assertThat(wave.lanes().keySet()).allMatch(seen::add);
      assertThat(wave.lanes().values())
          .allSatisfy(turns -> {
            assertThat(turns).hasSize(2);
            assertThat(turns).extracting(PlannedRotation::turn).containsExactly(1, 2);
            assertThat(turns).allMatch(each -> each.turns() == 2);
            assertThat(turns.getLast().why()).endsWith("; turn 2 of 2 in its lane");
          });
    }
  }

  @Test
  void warnsWhenAllSlotsOfAnIdentityAreLeaked() {
    Lane lane = Samples.lane(Samples.AWS, "alice");
    Plan plan =
        plan(
            List.of(
                Samples.row(2, Samples.credential(lane, "AKIA1", Privilege.READ)),
                Samples.row(3, Samples.credential(lane, "AKIA2", Privilege.READ))));

    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .startsWith("1 no slot is free")
        .endsWith(": aws-prod/alice/iam-access-key");
  }

  @Test
  void freesASlotFirstWhereOneOfTwoIsRetired() {
    Lane lane = Samples.lane(Samples.AWS, "alice");
    Plan plan =
        plan(
            List.of(
                Samples.row(2, Samples.credential(lane, "AKIA1", Privilege.READ)),
                Samples.row(
                    3, Samples.credential(lane, "AKIA2", Privilege.READ, Disposition.RETIRE))));

    assertThat(plan.rotations())
        .extracting(PlannedRotation::disposition)
        .containsExactly(Disposition.RETIRE, Disposition.REPLACE);
    assertThat(plan.warnings()).noneMatch(warning -> warning.contains("no slot"));
  }

  @Test
  void putsWhatMustGoLastIntoAWaveOfItsOwn() {
    List<ScopeRow> rows = rows(20);
    Lane own = Objects.requireNonNull(rows.get(3).credential()).lane();
    PlanRequest request =
        with(Samples.request(rows, Samples.playbook(3, 100, ApprovalRule.NONE)), 1, Set.of(own));

    Wave last = Planner.plan(request).waves().getLast();

    assertThat(last.lanes()).containsOnlyKeys(own);
    assertThat(last.rotations().getFirst().why()).startsWith("last: ");
  }

  @Test
  void revokesAtOnceBeforeItReplaces() {
    List<ScopeRow> rows = new ArrayList<>(rows(20));
    LeakedCredential attacker =
        Samples.credential(
            Samples.lane(Samples.AWS, "zz-attacker"),
            "AKIAEVIL",
            Privilege.READ,
            Disposition.REVOKE_NOW);
    rows.add(Samples.row(100, attacker));

    PlannedRotation first = plan(rows).waves().get(1).rotations().getFirst();

    assertThat(first.id().credential()).isEqualTo(attacker.id());
    assertThat(first.why()).isEqualTo("risk: to be revoked at once");
  }

  @Test
  void asksOwnersAsThePlaybookSays() {
    assertThat(plan(rows(40)).rotations())
        .allMatch(each ->
            each.ownerApproval()
                == (each.privilege() == Privilege.ADMIN || each.privilege() == Privilege.UNKNOWN));
  }

  @Test
  void provesOverTheLagAndCompressesBoth() {
    PlanRequest request = Samples.request(rows(1), Samples.playbook(0, 10, ApprovalRule.NONE));

    PlannedRotation slow = Planner.plan(request).rotations().getFirst();
    Plan fast = Planner.plan(with(request, 60, Set.of()));

    assertThat(slow.lag()).isEqualTo(Duration.ofMinutes(1));
    assertThat(slow.pace().proveNewWindow()).isEqualTo(Duration.ofMinutes(1));
    assertThat(fast.rotations().getFirst().lag()).isEqualTo(Duration.ofSeconds(1));
    assertThat(fast.rotations().getFirst().pace().proveNewWindow())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(fast.warnings()).anyMatch(warning -> warning.contains("60 times as short"));
  }

  @Test
  void keepsEveryRowThatNothingCanBeDoneAbout() {
    List<ScopeRow> rows = new ArrayList<>(rows(2));
    rows.add(Samples.unresolved(50));
    Lane foreign =
        new Lane(Samples.AWS, Samples.lane(Samples.AWS, "x").identity(), new Kind("other-kind"));
    rows.add(Samples.row(51, Samples.credential(foreign, "K1", Privilege.READ)));
    Lane unknown = Samples.lane(new SystemName("gone"), "x");
    rows.add(Samples.row(52, Samples.credential(unknown, "K2", Privilege.READ)));

    Plan plan = plan(rows);
    Plan without = Planner.plan(Samples.request(rows(2)));

    assertThat(plan.rotations()).hasSize(2);
    assertThat(plan.unresolved()).extracting(ScopeRow::line).containsExactly(50, 51, 52);
    assertThat(plan.unresolved().get(1).reason()).contains("accepts no other-kind");
    assertThat(plan.unresolved().get(2).reason()).contains("system gone: not known");
    assertThat(without.rotations()).isEmpty();
    assertThat(without.unresolved()).hasSize(2);
    assertThat(without.unresolved().getFirst().reason()).contains("no playbook");
  }

  @Test
  void warnsOfPlacesThatTwoCredentialsClaim() {
    LeakedCredential one = Samples.credential(Samples.lane(Samples.AWS, "a"), "K1", Privilege.READ);
    LeakedCredential two =
        new LeakedCredential(
            Samples.lane(Samples.AWS, "b"),
            Samples.credential(Samples.lane(Samples.AWS, "b"), "K2", Privilege.READ).id(),
            one.owner(),
            Privilege.READ,
            Disposition.REPLACE,
            one.places(),
            one.exposure());

    assertThat(plan(List.of(Samples.row(2, one), Samples.row(3, two))).warnings())
        .singleElement()
        .asString()
        .startsWith("2 claimed by several credentials")
        .contains("bao:secret/apps/K1#/aws/access_key_id");
  }

  @Test
  void warnsThatApprovingCutsWhereThereIsNoOverlap() {
    PlanRequest request = Samples.request(rows(1), Samples.playbook(0, 10, ApprovalRule.NONE));
    PlanRequest none =
        new PlanRequest(
            new CampaignName("build-2026-11"),
            1,
            new PersonName("alice@example.com"),
            Samples.NOW,
            Samples.incident(),
            1,
            Digest.ofText("roster"),
            request.scope(),
            Samples.systems(KindCapabilities.Overlap.NONE),
            request.playbooks(),
            Set.of());

    assertThat(Planner.plan(none).warnings()).anyMatch(warning -> warning.contains("signed cut"));
  }

  @Test
  void makesTheSamePlanWhateverTheOrderOfRows() {
    List<ScopeRow> rows = new ArrayList<>(rows(200));
    Digest digest = plan(rows).digest();
    Collections.shuffle(rows, new Random(7));

    assertThat(plan(rows).digest()).isEqualTo(digest);
  }

  @Test
  void refusesTwoPlaybooksForOneKind() {
    Playbook playbook = Samples.playbook(1, 10, ApprovalRule.NONE);

    assertThatThrownBy(() -> Planner.plan(Samples.request(rows(1), playbook, playbook)))
        .hasMessageContaining("expected: one for each kind");
  }

  @Test
  void plansTenThousandCredentialsInTwoSeconds() {
    List<ScopeRow> rows = rows(10_000);
    plan(rows).digest();

    long began = System.nanoTime();
    Digest digest = plan(rows).digest();

    assertThat(digest).isNotNull();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
  }
}
