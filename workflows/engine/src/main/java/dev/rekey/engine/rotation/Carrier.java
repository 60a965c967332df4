// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Amendment;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.SystemName;
import io.temporal.failure.ActivityFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Carries out one step: which activities, on whose queue, in which order. Keeps the chain's head.
 */
final class Carrier {

  private static final Set<Step> ASKING =
      Collections.unmodifiableSet(
          EnumSet.of(
              Step.APPROVE, Step.PREFLIGHT, Step.VALIDATE, Step.DISABLE, Step.SOAK, Step.REVOKE));

  private PlannedRotation planned;
  private final Calls calls;
  private Head head;
  private final List<String> decisions = new ArrayList<>();
  private String note = "";
  private Voices voices;

  Carrier(PlannedRotation planned, Voices voices, Calls calls, Head head) {
    this.planned = planned;
    this.voices = voices;
    this.calls = calls;
    this.head = head;
  }

  String note() {
    return note;
  }

  /** The rotation as decisions have made it by now. */
  PlannedRotation planned() {
    return planned;
  }

  /** Whose word stands. */
  Voices voices() {
    return voices;
  }

  /** What was held is not held any more, so that nobody's word is about it. */
  void movedOn() {
    voices = voices.unattested();
  }

  /** Which decisions this run recorded, one sentence each. */
  List<String> decisions() {
    return decisions;
  }

  StepOutcome carry(Step step, int round) {
    return switch (step) {
      case APPROVE ->
          throw new IllegalArgumentException("%s is not carried, it is waited for".formatted(step));
      // What the disable hurts shows before the wait is over.
      case SOAK -> askConsumers(step, round);
      case PREFLIGHT ->
          afterPlaces(step, round, "check", StepActivities::checkPlace, StepActivities::preflight);
      // Where issuing is the cut, it takes care of the places like every other one.
      case ISSUE ->
          planned.overlap() == Overlap.NONE
              ? afterPlaces(step, round, "check", StepActivities::checkPlace, StepActivities::issue)
              : onSystem(step, round, StepActivities::issue);
      case PROVE_NEW -> onSystem(step, round, StepActivities::proveNew);
      case DELIVER -> onEachPlace(step, round, "deliver to", StepActivities::deliver);
      case CONFIRM -> onSystem(step, round, StepActivities::confirm);
      case VALIDATE -> onSystem(step, round, StepActivities::validate);
      case OBSERVE ->
          planned.pace().observes()
              ? onSystem(step, round, StepActivities::observe)
              : new StepOutcome.Done();
      case DISABLE -> rechecked(step, round, StepActivities::disable);
      case REVOKE -> rechecked(step, round, StepActivities::revoke);
      case PROVE ->
          afterPlaces(
              step,
              round,
              "destroy leaked versions at",
              StepActivities::destroyLeaked,
              StepActivities::prove);
      case ENABLE -> onSystem(step, round, StepActivities::enable);
      case RESTORE ->
          onEachPlace(step, round, "put the old value back to", StepActivities::restorePlace);
      case WITHDRAW -> rechecked(step, round, StepActivities::withdraw);
    };
  }

  /** Every place is read again just before a credential is touched that one may need. */
  private StepOutcome rechecked(
      Step step, int round, BiFunction<StepActivities, StepRequest, StepResult> call) {
    return afterPlaces(step, round, "recheck", StepActivities::recheckPlace, call);
  }

  private StepOutcome afterPlaces(
      Step step,
      int round,
      String what,
      BiFunction<StepActivities, StepRequest, StepResult> onPlace,
      BiFunction<StepActivities, StepRequest, StepResult> call) {
    StepOutcome places = onEachPlace(step, round, what, onPlace);
    return places instanceof StepOutcome.Done ? onSystem(step, round, call) : places;
  }

  private StepOutcome onEachPlace(
      Step step, int round, String what, BiFunction<StepActivities, StepRequest, StepResult> call) {
    int places = planned.places().size();
    for (int place = 0; place < places; place++) {
      SystemName system = planned.places().get(place).system();
      String summary = "%s place %d/%d in %s".formatted(what, place + 1, places, system);
      StepOutcome outcome = perform(step, place, round, system, summary, call);
      if (!(outcome instanceof StepOutcome.Done)) {
        return outcome;
      }
    }
    return new StepOutcome.Done();
  }

  /**
   * Before the owner is asked: who is not well then, or cannot be asked, is among what the owner is
   * shown, and keeps nobody from being asked.
   */
  StepOutcome askBeforeApproval(int round) {
    return askConsumers(Step.APPROVE, round);
  }

  /** Consumers are asked just before the step that their health decides about. */
  private StepOutcome askConsumers(Step step, int round) {
    int checks = ASKING.contains(step) ? planned.health().size() : 0;
    for (int check = 0; check < checks; check++) {
      SystemName system = planned.health().get(check).system();
      String summary = "ask consumer %d/%d through %s".formatted(check + 1, checks, system);
      Duration patience =
          step == Step.APPROVE ? Patience.of(step, planned) : Patience.ofAsking(planned);
      StepOutcome outcome =
          perform(
              new StepRequest(planned.id(), step, -1, check, round, head),
              calls.steps(system, summary, patience),
              system,
              StepActivities::askConsumer);
      if (!(outcome instanceof StepOutcome.Done)) {
        return outcome;
      }
    }
    return new StepOutcome.Done();
  }

  private StepOutcome onSystem(
      Step step, int round, BiFunction<StepActivities, StepRequest, StepResult> call) {
    StepOutcome asked = askConsumers(step, round);
    if (!(asked instanceof StepOutcome.Done)) {
      return asked;
    }
    SystemName system = planned.id().lane().system();
    String turn = planned.turns() == 1 ? "" : " (%d/%d)".formatted(planned.turn(), planned.turns());
    String summary = "%s%s in %s, team %s".formatted(step.text(), turn, system, planned.owner());
    return perform(step, -1, round, system, summary, call);
  }

  private StepOutcome perform(
      Step step,
      int place,
      int round,
      SystemName system,
      String summary,
      BiFunction<StepActivities, StepRequest, StepResult> call) {
    return perform(
        new StepRequest(planned.id(), step, place, round, head),
        calls.steps(system, summary, Patience.of(step, planned)),
        system,
        call);
  }

  private StepOutcome perform(
      StepRequest request,
      StepActivities steps,
      SystemName system,
      BiFunction<StepActivities, StepRequest, StepResult> call) {
    Step step = request.step();
    int round = request.round();
    while (true) {
      try {
        Optional<StepResult> answer = Answers.read(() -> call.apply(steps, request));
        if (answer.isEmpty()) {
          return forged(step, round, "the answer of %s cannot be read as one of ours");
        }
        return heed(request, answer.get());
      } catch (ActivityFailure failure) {
        if (Patience.isForged(failure)) {
          return forged(step, round, "somebody made %s fail for good, which no step of ours does");
        }
        if (!Patience.isDelay(failure)) {
          Patience ended = Patience.endedBy(failure, system);
          if (step == Step.APPROVE) {
            return heed(request, calls.unasked(request, ended.detail()));
          }
          return hold(step, round, ended.reason(), ended.detail());
        }
      }
    }
  }

  private StepOutcome heed(StepRequest request, StepResult result) {
    head = result.head();
    note = result.note();
    Boolean well = result.well();
    Integer check = request.check();
    if (request.step() == Step.APPROVE && well != null && check != null) {
      PlannedRotation now = planned.answered(planned.health().get(check).toString(), well, note);
      voices = now.equals(planned) ? voices : voices.unapproved();
      planned = now;
    }
    return result.outcome();
  }

  private StepOutcome forged(Step step, int round, String how) {
    String what = how.formatted(step.text());
    calls.alarm(planned.id().lane(), planned.id().campaign(), what);
    return hold(step, round, HeldReason.FORGED, what);
  }

  /** Records a hold that no step recorded. */
  StepOutcome hold(Step step, int round, HeldReason reason, String detail) {
    head = calls.hold(new HoldRequest(planned.id(), head, round, step, reason, detail));
    note = detail;
    return new StepOutcome.Blocked(reason);
  }

  /** Whether the decision stands in the ledger now, and settles what it is about. */
  boolean admit(Decided decision) {
    Admission admission = calls.admit(planned.id(), head, decision);
    head = admission.head();
    // Why not is in the ledger's alarm: it may name a person, and this note is shown to everybody.
    note = admission.admitted() ? admission.note() : "a decision was not admitted";
    if (admission.admitted()) {
      decisions.add("%s, at %s".formatted(decision.sentence(), Calls.now()));
      heed(decision.statement(), admission.waits());
    }
    return admission.admitted() && !admission.waits();
  }

  /** Whether the ledger says, too, that the approved plan cuts now. */
  boolean overdue() {
    Admission admission = calls.overdue(planned.id(), head);
    head = admission.head();
    note = admission.note();
    return admission.admitted();
  }

  private void heed(Statement statement, boolean waits) {
    voices = voices.with(statement, planned.owner().value());
    if (statement.verb() == Verb.APPROVE && !waits) {
      voices = voices.settled();
    }
    if (statement.verb() != Verb.EXTEND || !waits) {
      planned = Amendment.of(planned, statement);
    }
  }

  /** Goes on from what the ledger holds instead of what this run remembers. */
  void trust(Turn recorded) {
    head = recorded.head();
    planned = recorded.planned();
    voices = recorded.voices();
  }

  void end() {
    head = calls.end(planned.id(), head);
  }
}
