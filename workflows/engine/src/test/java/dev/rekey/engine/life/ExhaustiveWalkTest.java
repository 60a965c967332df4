// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Walks every state that any run of outcomes can reach, and holds the promises in each. */
@Timeout(300)
class ExhaustiveWalkTest {

  private static final Set<Step> REPLACED =
      EnumSet.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE);

  private static final List<StepOutcome> OUTCOMES = outcomes();
  private static final List<Edge> WALKED = walked();

  private static List<StepOutcome> outcomes() {
    List<StepOutcome> all =
        new ArrayList<>(
            List.of(
                new StepOutcome.Done(),
                new StepOutcome.Regressed(),
                new StepOutcome.Lost(),
                new StepOutcome.Retry(),
                new StepOutcome.CutAnyway(),
                new StepOutcome.RollBack(),
                new StepOutcome.Excepted(),
                new StepOutcome.ExceptionOver(),
                new StepOutcome.HandedOver(),
                new StepOutcome.Postponed(),
                new StepOutcome.Extended(),
                new StepOutcome.Retired(),
                new StepOutcome.ByHand(),
                new StepOutcome.Prolonged(),
                new StepOutcome.Overdue()));
    Stream.of(HeldReason.values()).map(StepOutcome.Blocked::new).forEach(all::add);
    return List.copyOf(all);
  }

  /** Every transition out of every reachable state, for every way to begin; walked once. */
  private static List<Edge> walk() {
    return WALKED;
  }

  private static List<Edge> walked() {
    List<Edge> edges = new ArrayList<>();
    Set<RotationState> seen = new HashSet<>();
    Deque<RotationState> open = new ArrayDeque<>();
    for (Disposition disposition : Disposition.values()) {
      for (Overlap overlap : Overlap.values()) {
        for (boolean ownerApproves : new boolean[] {true, false}) {
          for (boolean contained : new boolean[] {true, false}) {
            Life life = Life.begin(disposition, overlap, ownerApproves, contained);
            open.add(Transition.begin(life).state());
          }
        }
      }
    }
    while (!open.isEmpty()) {
      RotationState state = open.remove();
      if (!seen.add(state)) {
        continue;
      }
      for (StepOutcome outcome : OUTCOMES) {
        Transition next = Transition.next(state, outcome);
        edges.add(new Edge(state, outcome, next));
        open.add(next.state());
      }
    }
    return Collections.unmodifiableList(edges);
  }

  private static boolean carries(Edge edge, Step... steps) {
    return edge.next().command() instanceof Command.Carry(Step step)
        && List.of(steps).contains(step);
  }

  @Test
  void theWalkIsNotEmpty() {
    assertThat(walk()).hasSizeGreaterThan(10_000);
  }

  @Test
  void p1NothingDiesBeforeItsReplacementStandsUnlessThatWasSigned() {
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.DISABLE, Step.REVOKE))
        .isNotEmpty()
        .allSatisfy(edge -> {
          Life life = edge.next().state().life();
          if (life.disposition() == Disposition.REPLACE && !life.cutAnyway()) {
            assertThat(life.done()).containsAll(REPLACED);
          }
          assertThat(life.done()).contains(Step.APPROVE, Step.PREFLIGHT);
        });
  }

  private static boolean inPlace(Edge edge) {
    Life life = edge.next().state().life();
    return life.disposition() == Disposition.REPLACE && life.overlap() == Overlap.NONE;
  }

  @Test
  void p1WhereIssuingIsTheCutItComesAfterTheApprovalAndThePreflight() {
    assertThat(walk())
        .filteredOn(edge -> inPlace(edge) && carries(edge, Step.ISSUE))
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().done()).contains(Step.APPROVE, Step.PREFLIGHT));
  }

  @Test
  void p1WhereIssuingIsTheCutNothingIsWaitedForUntilThePlacesHoldTheNewValue() {
    assertThat(walk())
        .filteredOn(ExhaustiveWalkTest::inPlace)
        .isNotEmpty()
        .noneMatch(edge -> carries(edge, Step.OBSERVE, Step.DISABLE, Step.SOAK));
    assertThat(walk())
        .filteredOn(edge -> inPlace(edge) && !edge.next().state().life().cutAnyway())
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.Done)
        .filteredOn(edge -> edge.from() instanceof RotationState.Working)
        .filteredOn(edge -> !edge.next().state().life().done().contains(Step.DELIVER))
        .filteredOn(edge -> edge.next().state().life().done().contains(Step.ISSUE))
        .isNotEmpty()
        .allMatch(edge -> carries(edge, Step.PROVE_NEW, Step.DELIVER));
  }

  @Test
  void p1WhereIssuingIsTheCutNothingIsRevokedBeforeItNotEvenBySignature() {
    assertThat(walk())
        .filteredOn(edge -> inPlace(edge) && carries(edge, Step.REVOKE, Step.PROVE))
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.next().state().life().done()).contains(Step.ISSUE));
  }

  @Test
  void nobodyIsHandedAValueThatWasNotSeenToWork() {
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.DELIVER))
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().done()).contains(Step.ISSUE, Step.PROVE_NEW));
  }

  @Test
  void aLifeThatWasStoredBeforeLivesSaidSoCanOverlap() {
    assertThat(new Life(Disposition.REPLACE, unsaid(), Set.of(), false, false).overlap())
        .isEqualTo(Overlap.YES);
  }

  /** What a decoder gives for a field that a stored history does not have. */
  @SuppressWarnings("NullAway")
  private static Overlap unsaid() {
    return null;
  }

  @Test
  void p1WhatIsContainedIsCutBeforeAnythingIsIssued() {
    Life life =
        Life.begin(Disposition.REPLACE, Overlap.YES, /* ownerApproves= */ false, true)
            .with(Step.PREFLIGHT);
    assertThat(life.next()).contains(Step.DISABLE);
    assertThat(life.with(Step.DISABLE).next()).contains(Step.REVOKE);
    assertThat(life.with(Step.DISABLE).with(Step.REVOKE).next()).contains(Step.ISSUE);
  }

  @Test
  void p1OnlyASignedDecisionTurnsIntoACut() {
    assertThat(walk())
        .filteredOn(
            edge -> !edge.from().life().cutAnyway() && edge.next().state().life().cutAnyway())
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.outcome())
                .isIn(new StepOutcome.CutAnyway(), new StepOutcome.Overdue()));
  }

  /** Only what is waited for: nothing under way, nothing rolled back, denied or distrusted. */
  @Test
  void aDeadlineCutsOnlyWhatWaitsAndNothingThatSomebodyHasDecidedAgainst() {
    assertThat(walk())
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.Overdue)
        .filteredOn(edge -> !edge.next().state().equals(edge.from()))
        .isNotEmpty()
        .allSatisfy(edge -> {
          Life before = edge.from().life();
          assertThat(before.undoing() || before.cutAnyway()).isFalse();
          assertThat(before.done()).doesNotContain(Step.REVOKE);
          switch (edge.from()) {
            case RotationState.Working(Step step, var _) ->
                assertThat(step).isEqualTo(Step.APPROVE);
            case RotationState.Held(Step _, HeldReason reason, var _) ->
                assertThat(reason.forgets())
                    .isFalse()
                    .isEqualTo(
                        Set.of(HeldReason.DENIED, HeldReason.ROLLED_BACK, HeldReason.ABORTED)
                            .contains(reason));
            case RotationState.Excepted _, RotationState.Proven _ ->
                throw new AssertionError("nothing is cut there: " + edge.from());
          }
          assertThat(edge.next().state().life().cutAnyway()).isTrue();
        });
  }

  @Test
  void p1WhatIsRetiredOrRevokedNowIsNeverIssued() {
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER))
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().disposition()).isEqualTo(Disposition.REPLACE));
  }

  @Test
  void p2OnlyWhatPreflightRecordedIsKilledAndOnlyARevokedOneIsProven() {
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.PROVE))
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().done()).contains(Step.PREFLIGHT, Step.REVOKE));
  }

  @Test
  void p3NothingIsIssuedTwiceUnlessTheFirstIsLost() {
    assertThat(walk())
        .filteredOn(edge -> edge.from().life().done().contains(Step.ISSUE))
        .filteredOn(edge -> carries(edge, Step.ISSUE))
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.outcome()).isEqualTo(new StepOutcome.Lost()));
  }

  @Test
  void p3AProvenReplacementHasItsNewCredentialInstalledAndValidated() {
    assertThat(walk())
        .filteredOn(edge -> edge.next().state() instanceof RotationState.Proven)
        .filteredOn(edge -> edge.next().state().life().disposition() == Disposition.REPLACE)
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().done())
                .containsAll(REPLACED)
                .contains(Step.REVOKE, Step.PROVE));
  }

  /** The way back is a signed decision by itself. */
  @Test
  void everyStepButThoseOfTheWayBackRunsOnlyAfterApproval() {
    assertThat(walk())
        .filteredOn(edge ->
            edge.next().command() instanceof Command.Carry(Step step) && step != Step.APPROVE)
        .filteredOn(edge -> !edge.next().state().life().undoing())
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.next().state().life().done()).contains(Step.APPROVE));
  }

  @Test
  void anEndCanBeReachedFromEveryState() {
    List<Edge> edges = walk();
    Map<RotationState, List<RotationState>> before = new HashMap<>();
    edges.forEach(edge ->
        before.computeIfAbsent(edge.next().state(), _ -> new ArrayList<>()).add(edge.from()));
    Set<RotationState> ending = new HashSet<>();
    Deque<RotationState> open = new ArrayDeque<>();
    edges.stream()
        .map(Edge::from)
        .filter(RotationState.Proven.class::isInstance)
        .forEach(open::add);
    while (!open.isEmpty()) {
      RotationState state = open.remove();
      if (ending.add(state)) {
        open.addAll(before.getOrDefault(state, List.of()));
      }
    }
    assertThat(edges).allMatch(edge -> ending.contains(edge.from()), "an end can be reached");
  }

  @Test
  void aHeldRotationMovesOnlyByADecisionOrTheEndOfItsCause() {
    assertThat(walk())
        .filteredOn(edge -> edge.from() instanceof RotationState.Held)
        .filteredOn(edge -> edge.next().state() instanceof RotationState.Working)
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.outcome())
                .isIn(
                    new StepOutcome.Retry(),
                    new StepOutcome.CutAnyway(),
                    new StepOutcome.ByHand(),
                    new StepOutcome.Prolonged(),
                    new StepOutcome.Overdue(),
                    new StepOutcome.HandedOver(),
                    new StepOutcome.Postponed(),
                    new StepOutcome.Extended(),
                    new StepOutcome.Retired(),
                    new StepOutcome.RollBack()));
  }

  @Test
  void p7WhatChangesThePlanIsApprovedAnew() {
    assertThat(walk())
        .filteredOn(edge ->
            edge.outcome() instanceof StepOutcome.Extended
                || edge.outcome() instanceof StepOutcome.Retired)
        .filteredOn(edge -> !edge.next().state().equals(edge.from()))
        .isNotEmpty()
        .allSatisfy(edge -> {
          assertThat(edge.next().command()).isEqualTo(new Command.Carry(Step.APPROVE));
          assertThat(edge.next().state().life().done()).doesNotContain(Step.APPROVE);
        });
  }

  @Test
  void p1NothingIsTakenBackOnceTheOldOneMayBeDead() {
    assertThat(walk())
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.RollBack)
        .filteredOn(edge -> !edge.next().state().equals(edge.from()))
        .isNotEmpty()
        .allSatisfy(edge -> {
          Life before = edge.from().life();
          assertThat(before.done()).contains(Step.PREFLIGHT).doesNotContain(Step.REVOKE);
          if (before.disposition() == Disposition.REPLACE && before.overlap() == Overlap.NONE) {
            assertThat(before.done()).doesNotContain(Step.ISSUE);
          }
        });
  }

  @Test
  void p1OnTheWayBackNothingIsKilledIssuedOrDelivered() {
    assertThat(walk())
        .filteredOn(edge -> edge.next().state().life().undoing())
        .filteredOn(edge -> edge.next().command() instanceof Command.Carry)
        .isNotEmpty()
        .allMatch(edge -> carries(edge, Step.ENABLE, Step.RESTORE, Step.WITHDRAW));
  }

  @Test
  void whatIsTakenBackIsTakenBackInReverse() {
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.RESTORE))
        .isNotEmpty()
        .allMatch(edge -> edge.next().state().life().done().contains(Step.ENABLE));
    assertThat(walk())
        .filteredOn(edge -> carries(edge, Step.WITHDRAW))
        .isNotEmpty()
        .allMatch(edge ->
            edge.next().state().life().done().containsAll(EnumSet.of(Step.ENABLE, Step.RESTORE)));
  }

  @Test
  void p6WhatWasTakenBackIsHeldAndBeginsAnew() {
    assertThat(walk())
        .filteredOn(edge ->
            edge.from() instanceof RotationState.Working(Step step, var _) && step == Step.WITHDRAW)
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.Done)
        .isNotEmpty()
        .allSatisfy(edge -> {
          assertThat(edge.next().state())
              .isInstanceOfSatisfying(
                  RotationState.Held.class,
                  held -> assertThat(held.reason()).isEqualTo(HeldReason.ROLLED_BACK));
          Set<Step> approved = EnumSet.of(Step.APPROVE);
          approved.retainAll(edge.from().life().done());
          assertThat(edge.next().state().life().done()).isEqualTo(approved);
          assertThat(Transition.next(edge.next().state(), new StepOutcome.Retry()).command())
              .isEqualTo(new Command.Carry(approved.isEmpty() ? Step.APPROVE : Step.PREFLIGHT));
        });
  }

  @Test
  void p1APlaceMoreIsInstalledAndValidatedBeforeTheOldOneDies() {
    assertThat(walk())
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.Extended)
        .filteredOn(edge -> !edge.next().state().equals(edge.from()))
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().state().life().done())
                .doesNotContain(Step.DELIVER, Step.CONFIRM, Step.VALIDATE));
  }

  @Test
  void p3NothingIsRetiredOnceAnythingWasDoneForItsReplacement() {
    assertThat(walk())
        .filteredOn(
            edge -> edge.from().life().disposition() != edge.next().state().life().disposition())
        .isNotEmpty()
        .allSatisfy(edge -> {
          assertThat(edge.outcome()).isEqualTo(new StepOutcome.Retired());
          assertThat(edge.from().life().disposition()).isEqualTo(Disposition.REPLACE);
          assertThat(edge.from().life().done())
              .doesNotContain(Step.PREFLIGHT, Step.ISSUE, Step.DISABLE, Step.REVOKE);
        });
  }

  @Test
  void onlyASignedDecisionTurnsBack() {
    assertThat(walk())
        .filteredOn(edge -> !edge.from().life().undoing() && edge.next().state().life().undoing())
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.outcome()).isEqualTo(new StepOutcome.RollBack()));
  }

  @Test
  void anotherWayIsTheSameStepInTheSameOrder() {
    assertThat(walk())
        .filteredOn(edge -> edge.outcome() instanceof StepOutcome.ByHand)
        .filteredOn(edge -> !edge.next().state().equals(edge.from()))
        .isNotEmpty()
        .allSatisfy(edge -> {
          Life before = edge.from().life();
          RotationState.Held held = (RotationState.Held) edge.from();
          assertThat(edge.next().state())
              .isEqualTo(new RotationState.Working(held.step(), before.by(held.step())));
          assertThat(edge.next().state().life().done()).isEqualTo(before.done());
        });
  }

  @Test
  void onlyASignedDecisionGivesAStepIntoPeoplesHandsAndItsEndTakesItOut() {
    assertThat(walk())
        .filteredOn(edge -> edge.next().state().life().byHand() != null)
        .filteredOn(edge -> edge.from().life().byHand() != edge.next().state().life().byHand())
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.outcome()).isEqualTo(new StepOutcome.ByHand()));
    assertThat(walk())
        .filteredOn(edge -> edge.next().state().life().byHand() != null)
        .filteredOn(edge -> edge.next().command() instanceof Command.Carry)
        .isNotEmpty()
        .allSatisfy(edge ->
            assertThat(edge.next().command())
                .isInstanceOfSatisfying(
                    Command.Carry.class,
                    carry ->
                        assertThat(carry.step()).isEqualTo(edge.next().state().life().byHand())));
  }

  @Test
  void p1WhereIssuingIsTheCutNobodyDoesItByHand() {
    assertThat(walk())
        .filteredOn(ExhaustiveWalkTest::inPlace)
        .isNotEmpty()
        .noneMatch(edge -> edge.next().state().life().byHand() == Step.ISSUE);
  }

  @Test
  void whatIsProvenStaysProven() {
    assertThat(walk())
        .filteredOn(edge -> edge.from() instanceof RotationState.Proven)
        .isNotEmpty()
        .allSatisfy(edge -> assertThat(edge.next().state()).isEqualTo(edge.from()));
  }

  private record Edge(RotationState from, StepOutcome outcome, Transition next) {}
}
