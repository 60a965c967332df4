// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.scope.KnownKind;
import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
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
  void whatIsContainedIsSaidInItsRowInAWarningAndInWhatIsSigned() {
    PlanRequest all = Samples.request(rows(3), Samples.playbook(3, 100, ApprovalRule.ADMIN));
    CredentialId used = new CredentialId("AKIA00001");
    Plan plan =
        Planner.plan(
            new PlanRequest(
                all.campaign(),
                all.number(),
                all.author(),
                all.at(),
                all.incident(),
                all.compression(),
                all.roster(),
                all.scope(),
                all.systems(),
                all.playbooks(),
                all.last(),
                Set.of(used),
                Cases.NONE));

    assertThat(plan.rotations())
        .filteredOn(PlannedRotation::contained)
        .singleElement()
        .satisfies(one -> {
          assertThat(one.id().credential()).isEqualTo(used);
          assertThat(one.why()).contains("contained: cut at once");
          assertThat(one.facts()).containsEntry("mode", "contain");
        });
    assertThat(plan.rotations())
        .filteredOn(one -> !one.contained())
        .allSatisfy(one -> assertThat(one.facts()).doesNotContainKey("mode"));
    assertThat(plan.warnings()).anyMatch(warning -> warning.startsWith("1 contained: cut at once"));
  }

  @Test
  void whatHoldsOfSomeOnlyStandsInTheirRowsAndInTheDigest() {
    PlanRequest all = Samples.request(rows(2), Samples.playbook(3, 100, ApprovalRule.NONE));
    CredentialId meant = new CredentialId("AKIA00000");
    Pace slow = Pace.usual().spanning(Duration.ofHours(3));
    DeadlineRule soon = new DeadlineRule(Duration.ofHours(6), Deadline.Action.CUT);
    Cases cases =
        (playbook, credential) ->
            credential.id().equals(meant)
                ? new Cases.Fit(ApprovalRule.ALL, slow, soon, "case 1 of x")
                : Cases.Fit.usual(playbook);

    Plan usual = Planner.plan(all);
    Plan plan = Planner.plan(with(all, cases));

    PlannedRotation fit =
        plan.rotations().stream()
            .filter(one -> one.id().credential().equals(meant))
            .findFirst()
            .orElseThrow();
    assertThat(fit.ownerApproval()).isTrue();
    assertThat(fit.pace().proveWindow()).isEqualTo(Duration.ofHours(3));
    assertThat(fit.deadline())
        .isEqualTo(new Deadline(all.at().plus(Duration.ofHours(6)), Deadline.Action.CUT));
    assertThat(fit.why()).contains("cut at");
    assertThat(plan.rotations()).filteredOn(one -> one.deadline() != null).containsExactly(fit);
    assertThat(fit.why()).endsWith("; case 1 of x");
    assertThat(plan.digest()).isNotEqualTo(usual.digest());
    assertThat(plan.rotations())
        .filteredOn(one -> !one.id().equals(fit.id()))
        .isEqualTo(usual.rotations().stream().filter(one -> !one.id().equals(fit.id())).toList());
  }

  private static PlanRequest with(PlanRequest all, Cases cases) {
    return new PlanRequest(
        all.campaign(),
        all.number(),
        all.author(),
        all.at(),
        all.incident(),
        all.compression(),
        all.roster(),
        all.scope(),
        all.systems(),
        all.playbooks(),
        all.last(),
        all.contained(),
        cases);
  }

  @Test
  void whatIsMissingForABetterGradeIsSaidInItsRowAndHoldsNothing() {
    LeakedCredential nowhere =
        Samples.held(
            Samples.credential(Samples.lane(Samples.AWS, "billing"), "AKIA00009", Privilege.READ),
            List.of());
    Plan plan = plan(List.of(Samples.row(2, nowhere), rows(1).getFirst()));

    assertThat(plan.rotations())
        .filteredOn(one -> one.places().isEmpty())
        .singleElement()
        .satisfies(one ->
            assertThat(one.why())
                .endsWith("; best grade absent: old value not held, consumers unknown"));
    assertThat(plan.rotations())
        .filteredOn(one -> !one.places().isEmpty())
        .singleElement()
        .satisfies(one -> assertThat(one.why()).doesNotContain("best grade"));
    assertThat(plan.warnings())
        .anyMatch(warning -> warning.startsWith("1 in no known place that can be read, so that"));
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
    List<PlannedRotation> rest =
        plan(rows(40)).rotations().stream().filter(each -> each.wave() > 1).toList();

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

    // The canary; all administrators of a system but one, who open it; that one; all others.
    assertThat(plan.waves()).hasSize(1 + 3 + 1 + 8);
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
        Samples.held(
            Samples.credential(Samples.lane(Samples.AWS, "b"), "K2", Privilege.READ), one.places());

    assertThat(plan(List.of(Samples.row(2, one), Samples.row(3, two))).warnings())
        .singleElement()
        .asString()
        .startsWith("2 claimed by several credentials")
        .contains("bao:secret/apps/K1#/aws/access_key_id");
  }

  private static Plan planInPlace() {
    PlanRequest request = Samples.request(rows(1), Samples.playbook(0, 10, ApprovalRule.NONE));
    return Planner.plan(
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
            Set.of()));
  }

  @Test
  void warnsThatApprovingCutsWhereThereIsNoOverlap() {
    assertThat(planInPlace().warnings()).anyMatch(warning -> warning.contains("signed cut"));
  }

  @Test
  void everyRowWithoutOverlapSaysThatItsConsumersWillFailForAWhile() {
    String gap = "consumers fail until their place holds the new value";

    assertThat(planInPlace().rotations())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.why()).contains(gap));
    assertThat(plan(rows(1)).rotations())
        .allSatisfy(one -> assertThat(one.why()).doesNotContain(gap));
  }

  @Test
  void aRowWithoutOverlapWaitsForNothingButItsPlacesAndItsProof() {
    // 2 m prove; nothing is observed, nothing soaks, the new one is tried once.
    assertThat(planInPlace().forecast().atLeast()).isEqualTo(Duration.ofMinutes(2));
    assertThat(plan(rows(1)).forecast().atLeast()).isEqualTo(Duration.ofMinutes(93));
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

  /** One whose time grows with the square of the rows would not end in time on any machine. */
  @Test
  @Timeout(60)
  void plansTenThousandCredentials() {
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      String id = "AKIA" + i;
      List<Place> places =
          Stream.of("a", "b", "c", "d", "e").map(each -> Samples.place(each + "/" + id)).toList();
      LeakedCredential credential =
          Samples.credential(Samples.lane(Samples.AWS, "user" + i), id, RIGHTS[i % RIGHTS.length]);
      rows.add(Samples.row(i + 2, Samples.held(credential, places)));
    }

    Plan plan = plan(rows);

    assertThat(plan.digest()).isNotNull();
    assertThat(plan.rotations()).hasSize(10_000);
  }

  @Test
  void triesNothingAsACanaryThatMustGoLastOrAtOnce() {
    Lane own = Samples.lane(Samples.AWS, "a-own");
    Lane attacker = Samples.lane(Samples.AWS, "a-attacker");
    Lane harmful = Samples.lane(Samples.AWS, "a-user");
    List<ScopeRow> rows =
        List.of(
            Samples.row(2, Samples.credential(own, "K1", Privilege.READ)),
            Samples.row(
                3, Samples.credential(attacker, "K2", Privilege.READ, Disposition.REVOKE_NOW)),
            Samples.row(4, Samples.credential(harmful, "K3", Privilege.ADMIN)));
    PlanRequest request = Samples.request(rows, Samples.playbook(3, 100, ApprovalRule.NONE));

    List<Wave> waves = Planner.plan(with(request, 1, Set.of(own))).waves();

    assertThat(waves)
        .extracting(wave -> wave.lanes().keySet())
        .containsExactly(Set.of(harmful), Set.of(attacker), Set.of(own));
  }

  @Test
  void triesTheWholeWayWithTheSimplestLaneOfItsRights() {
    List<LeakedCredential> credentials =
        List.of(
            Samples.credential(
                Samples.lane(Samples.AWS, "a-retired"), "K1", Privilege.READ, Disposition.RETIRE),
            Samples.credential(Samples.lane(Samples.AWS, "b-two"), "K2", Privilege.READ),
            Samples.credential(Samples.lane(Samples.AWS, "b-two"), "K3", Privilege.READ),
            Samples.held(
                Samples.credential(Samples.lane(Samples.AWS, "c-places"), "K4", Privilege.READ),
                List.of(Samples.place("x/1"), Samples.place("x/2"), Samples.place("x/3"))),
            Samples.credential(Samples.lane(Samples.AWS, "d-simple"), "K5", Privilege.READ));
    List<ScopeRow> rows = new ArrayList<>();
    credentials.forEach(each -> rows.add(Samples.row(rows.size() + 2, each)));

    Plan plan = Planner.plan(Samples.request(rows, Samples.playbook(1, 1, ApprovalRule.NONE)));

    assertThat(plan.waves().getFirst().rotations().getFirst().id().credential()).hasToString("K5");
    assertThat(plan.waves().get(1).rotations().getFirst().id().lane().identity())
        .as("of the same risk, more places come first")
        .hasToString("c-places");
  }

  @Test
  void takesACanaryOfEachPlaybook() {
    Kind other = new Kind("role-key");
    KnownSystems systems =
        KnownSystems.of(
            List.of(
                KnownSystem.of(
                    Samples.AWS,
                    "aws",
                    Map.of(Samples.KEY, kind(Samples.KEY), other, kind(other)),
                    false)));
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Lane lane = Samples.lane(Samples.AWS, "user" + i);
      Lane kept = i < 3 ? lane : new Lane(lane.system(), lane.identity(), other);
      rows.add(Samples.row(i + 2, Samples.credential(kept, "K" + i, Privilege.READ)));
    }
    Playbook one = Samples.playbook(1, 10, ApprovalRule.NONE);
    Playbook two =
        new Playbook(
            "role-key",
            "aws",
            other,
            ApprovalRule.NONE,
            1,
            5,
            Pace.usual(),
            new BrakeRule(2, 20),
            one.defaultSelectors(),
            1);
    PlanRequest request = Samples.request(rows, one, two);
    PlanRequest both =
        new PlanRequest(
            request.campaign(),
            1,
            request.author(),
            request.at(),
            request.incident(),
            1,
            request.roster(),
            rows,
            systems,
            request.playbooks(),
            Set.of());

    Plan plan = Planner.plan(both);

    assertThat(plan.waves().getFirst().rotations())
        .extracting(each -> each.id().lane().kind())
        .containsExactly(Samples.KEY, other);
    assertThat(plan.brake()).as("the strictest of both").isEqualTo(new BrakeRule(2, 10));
  }

  private static KnownKind kind(Kind kind) {
    KindCapabilities key = Samples.capabilities(KindCapabilities.Overlap.YES);
    return KnownKind.of(
        new KindCapabilities(
            kind,
            key.parts(),
            key.issue(),
            key.overlap(),
            key.slots(),
            key.list(),
            key.lastUsed(),
            key.disable(),
            key.revoke(),
            key.labelled(),
            key.lag(),
            key.derivedLife()),
        Samples.SELECTORS);
  }

  @Test
  void tellsTheApproverWhatIsOddAboutThePlan() {
    List<ScopeRow> rows = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Lane lane = Samples.lane(Samples.AWS, "user" + i);
      rows.add(
          Samples.row(
              i + 2, Samples.credential(lane, "K" + i, Privilege.UNKNOWN, Disposition.RETIRE)));
    }
    rows.add(Samples.unresolved(50));

    assertThat(plan(rows).warnings())
        .containsExactly(
            "7 to be retired or revoked although places still hold it:"
                + " aws-prod/user0/iam-access-key/K0, aws-prod/user1/iam-access-key/K1,"
                + " aws-prod/user2/iam-access-key/K2, aws-prod/user3/iam-access-key/K3,"
                + " aws-prod/user4/iam-access-key/K4 and 2 more",
            "7 rights unknown, taken as high:"
                + " aws-prod/user0/iam-access-key/K0, aws-prod/user1/iam-access-key/K1,"
                + " aws-prod/user2/iam-access-key/K2, aws-prod/user3/iam-access-key/K3,"
                + " aws-prod/user4/iam-access-key/K4 and 2 more",
            "1 unresolved and held; the campaign closes whole only when each is resolved or ruled"
                + " out: leaked.csv:50");
    assertThat(plan(rows(4).subList(0, 2)).warnings()).isEmpty();
  }

  @Test
  void tellsTheApproverWhichCredentialsNobodySaysAnythingOf() {
    Lane lane = Samples.lane(Samples.AWS, "alice");
    LeakedCredential named = Samples.credential(lane, "AKIA1", Privilege.READ);
    LeakedCredential listed =
        Samples.exposed(Samples.credential(lane, "AKIA2", Privilege.READ), "");

    Plan plan = plan(List.of(Samples.row(2, named), Samples.row(3, listed)));

    assertThat(plan.warnings())
        .contains(
            "1 without an exposure of their own; what turns out to be made after the cut-off, or when"
                + " its system does not say, is held: aws-prod/alice/iam-access-key/AKIA2");
    assertThat(plan.rotations()).extracting(PlannedRotation::exposed).containsExactly(true, false);
    assertThat(plan.rotations().getLast().facts()).containsEntry("exposure", "");
  }
}
