// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Choices;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Waits for the owner: asks once, reminds, escalates, and holds when the time is up. */
final class Approval {

  /** In percent of the time that the owner has. */
  private static final List<Integer> REMINDERS = List.of(25, 50, 75);

  private static final int ESCALATION = 80;

  private final PlannedRotation planned;
  private final Calls calls;
  private final DecisionDesk desk;
  private final Carrier carrier;
  private final KillClock killClock;
  private final RotationState state;

  private Approval(
      RotationState state, Calls calls, DecisionDesk desk, Carrier carrier, KillClock killClock) {
    this.state = state;
    this.planned = carrier.planned();
    this.calls = calls;
    this.desk = desk;
    this.carrier = carrier;
    this.killClock = killClock;
  }

  /** Asks the consumers first: how they are is among what the owner is shown. */
  static StepOutcome sought(
      RotationState state,
      Calls calls,
      DecisionDesk desk,
      Carrier carrier,
      KillClock killClock,
      int round) {
    if (asksConsumers(carrier.planned())) {
      StepOutcome asked = carrier.askBeforeApproval(round);
      if (!(asked instanceof StepOutcome.Done)) {
        return asked;
      }
      Signs.show(carrier.planned(), state, carrier);
    }
    return new Approval(state, calls, desk, carrier, killClock).await(round);
  }

  /** Runs that began before consumers were asked so early do not ask them then. */
  private static boolean asksConsumers(PlannedRotation planned) {
    return !planned.health().isEmpty()
        && Workflow.getVersion("consumers-before-approval", Workflow.DEFAULT_VERSION, 1) >= 1;
  }

  /** The clock runs from here, whatever comes in that does not count. */
  private StepOutcome await(int round) {
    desk.want(planned, Shown.forApproval(planned), Choices.of(state), carrier::voices);
    Signs.waiting(planned);
    Instant asked = Calls.now();
    Duration within = planned.pace().approvalWithin();
    Instant until = asked.plus(within);
    calls.ask(AskRequest.first(planned.id(), round, until));
    Optional<StepOutcome> decided = Optional.empty();
    for (int percent : REMINDERS) {
      decided = decided.or(() -> notice(round, percent, Urgency.REMIND, asked, until));
    }
    return decided
        .or(() -> notice(round, ESCALATION, Urgency.ESCALATE, asked, until))
        .or(() -> before(until, round, until))
        .orElseGet(() -> expired(round));
  }

  /** Waits for that part of the time; if nothing is decided by then, asks again. */
  private Optional<StepOutcome> notice(
      int round, int percent, Urgency urgency, Instant asked, Instant until) {
    Duration part = planned.pace().approvalWithin().multipliedBy(percent).dividedBy(100);
    Optional<StepOutcome> decided = before(asked.plus(part), round, until);
    if (decided.isEmpty()) {
      calls.ask(AskRequest.again(planned.id(), round, percent, urgency, until));
    }
    return decided;
  }

  private Optional<StepOutcome> before(Instant moment, int round, Instant until) {
    String summary = "waits for team %s to approve, until %s".formatted(planned.owner(), until);
    while (true) {
      if (Wait.until(killClock.before(moment), summary, () -> desk.holdsFor(planned))) {
        Decided decision = desk.next(planned);
        if (carrier.admit(decision)) {
          desk.wantNothing(planned);
          return Optional.of(outcome(decision, round));
        }
        desk.wantStill(planned);
      } else if (killClock.isDue()) {
        Optional<StepOutcome> struck = killClock.strike(state, round);
        if (struck.isPresent()) {
          desk.wantNothing(planned);
          return struck;
        }
      } else {
        return Optional.empty();
      }
    }
  }

  private StepOutcome outcome(Decided decision, int round) {
    return decision.verb() == Verb.DENY
        ? carrier.hold(Step.APPROVE, round, HeldReason.DENIED, "the owner denied it")
        : decision.outcome();
  }

  private StepOutcome expired(int round) {
    desk.wantNothing(planned);
    return carrier.hold(
        Step.APPROVE,
        round,
        HeldReason.NO_DECISION,
        "nobody of team %s decided".formatted(planned.owner()));
  }
}
