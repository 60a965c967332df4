// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Command;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.life.Transition;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One credential's way through its life: carries out commands, one at a time. */
final class Rotation {

  private static final Set<Verb> ON_APPROVAL =
      Collections.unmodifiableSet(EnumSet.of(Verb.APPROVE, Verb.DENY));
  private static final Set<Verb> ON_HOLD =
      Collections.unmodifiableSet(
          EnumSet.of(Verb.RETRY, Verb.CUT_ANYWAY, Verb.EXCEPT, Verb.COUNTERSIGN));

  /** An outage or a pause of days must not fill the history: looks become rarer up to this. */
  private static final long SLOWEST = 12;

  private final PlannedRotation planned;
  private final int plan;
  private final Calls calls;
  private final DecisionDesk desk;
  private final Carrier carrier;
  private RotationState state;
  private int round;
  private boolean nudged;
  private int healed;
  private @Nullable Instant disabledAt;
  private @Nullable Instant exceptedUntil;

  Rotation(Turn turn, int plan, Calls calls, DecisionDesk desk) {
    this.planned = turn.planned();
    this.plan = plan;
    this.calls = calls;
    this.desk = desk;
    this.carrier = new Carrier(planned, calls, turn.head());
    this.state = turn.state();
    this.round = turn.round();
    this.disabledAt = turn.disabledAt();
    this.exceptedUntil = turn.exceptedUntil();
  }

  void run(@Nullable HeldReason heldBecause) {
    if (heldBecause != null && state instanceof RotationState.Working(Step step, var _)) {
      follow(carrier.hold(step, round, heldBecause, heldBecause.sentence()));
    }
    while (!(Transition.commandOf(state) instanceof Command.Finish)) {
      Signs.show(planned, state, carrier.note());
      follow(obey(Transition.commandOf(state)));
    }
    carrier.end();
    Signs.show(planned, state, carrier.note());
  }

  void nudge() {
    nudged = true;
  }

  String standing() {
    return "%s: %s".formatted(planned.id().credential(), Signs.sentence(state, carrier.note()));
  }

  private void follow(StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Done) {
      healed = 0;
    } else {
      round++;
    }
    state = Transition.next(state, outcome).state();
  }

  private StepOutcome obey(Command command) {
    return switch (command) {
      case Command.Carry(Step step) -> carry(step);
      case Command.AwaitDecision(HeldReason reason) -> awaitResolution(reason);
      case Command.Rest() -> rest();
      case Command.Finish() -> new StepOutcome.Done();
    };
  }

  private StepOutcome carry(Step step) {
    return switch (step) {
      case APPROVE -> awaitApproval();
      case SOAK -> soak();
      case DISABLE -> {
        StepOutcome outcome = carrier.carry(step, round);
        disabledAt = Calls.now();
        yield outcome;
      }
      case PREFLIGHT, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, OBSERVE, REVOKE, PROVE ->
          carrier.carry(step, round);
    };
  }

  private StepOutcome awaitApproval() {
    desk.want(planned, Shown.forApproval(planned), ON_APPROVAL);
    Signs.waiting(planned);
    Instant asked = Calls.now();
    Duration within = planned.pace().approvalWithin();
    Instant until = asked.plus(within);
    calls.ask(new AskRequest(planned.id(), round, Urgency.ASK, until));
    for (int percent : new int[] {25, 50, 75, 80, 100}) {
      Instant next = asked.plus(within.multipliedBy(percent).dividedBy(100));
      String summary = "waits for team %s to approve, until %s".formatted(planned.owner(), until);
      if (Wait.until(next, summary, () -> desk.holdsFor(planned))) {
        return decided();
      }
      if (percent < 100) {
        Urgency urgency = percent == 80 ? Urgency.ESCALATE : Urgency.REMIND;
        calls.ask(new AskRequest(planned.id(), round * 100 + percent, urgency, until));
      }
    }
    desk.wantNothing(planned);
    return carrier.hold(
        Step.APPROVE,
        round,
        HeldReason.NO_DECISION,
        "nobody of team %s decided".formatted(planned.owner()));
  }

  private StepOutcome decided() {
    Decided decision = desk.next(planned);
    boolean admitted = carrier.admit(decision.delivery());
    desk.wantNothing(planned);
    if (!admitted) {
      return awaitApproval();
    }
    return decision.verb() == Verb.APPROVE
        ? new StepOutcome.Done()
        : carrier.hold(Step.APPROVE, round, HeldReason.DENIED, "the owner denied it");
  }

  private StepOutcome awaitResolution(HeldReason reason) {
    Step step = ((RotationState.Held) state).step();
    desk.want(planned, Shown.forHold(planned, step, reason, round), ON_HOLD);
    Signs.held(planned, reason);
    nudged = false;
    while (true) {
      Duration clock =
          reason.healsItself()
              ? planned.pace().holdRetry().multipliedBy(Math.min(1L << healed, SLOWEST))
              : planned.pace().approvalWithin();
      String summary =
          reason.healsItself()
              ? "held, %s: tries again".formatted(reason.sentence())
              : "held, %s: waits for a decision".formatted(reason.sentence());
      boolean woken =
          Wait.until(
              Calls.now().plus(clock),
              summary,
              () -> desk.holdsFor(planned) || (nudged && reason.healsItself()));
      if (desk.holdsFor(planned)) {
        Decided decision = desk.next(planned);
        if (reason.forgets()) {
          reopen();
        }
        boolean admitted = carrier.admit(decision.delivery());
        if (admitted && decision.verb() != Verb.EXCEPT) {
          desk.wantNothing(planned);
          return resolution(decision);
        }
      } else if (reason.healsItself()) {
        desk.wantNothing(planned);
        healed = Math.min(healed + 1, 10);
        return new StepOutcome.Retry();
      } else if (!woken) {
        Instant until = Calls.now().plus(clock);
        calls.ask(new AskRequest(planned.id(), round, Urgency.ESCALATE, until));
      }
    }
  }

  /** What this run remembers is not to be trusted: reads the ledger anew. */
  private void reopen() {
    for (Turn turn :
        calls
            .open(new LaneInput(planned.id().campaign(), planned.id().lane(), plan, null))
            .turns()) {
      if (turn.planned().id().equals(planned.id())) {
        carrier.trust(turn.head());
        state = turn.state();
        round = Math.max(round, turn.round());
        disabledAt = turn.disabledAt();
      }
    }
  }

  private StepOutcome resolution(Decided decision) {
    return switch (decision.verb()) {
      case RETRY -> new StepOutcome.Retry();
      case CUT_ANYWAY -> new StepOutcome.CutAnyway();
      case COUNTERSIGN -> {
        exceptedUntil = decision.until();
        yield new StepOutcome.Excepted();
      }
      case APPROVE, DENY, EXCEPT, RULE_OUT, CLOSE, TRUST_ROSTER ->
          throw new IllegalStateException("%s resolves no hold".formatted(decision.verb()));
    };
  }

  private StepOutcome soak() {
    Instant from = disabledAt == null ? Calls.now() : disabledAt;
    Wait.until(
        from.plus(planned.pace().soak()), "soaks: disabled, watched until the revoke", () -> false);
    return new StepOutcome.Done();
  }

  private StepOutcome rest() {
    Instant until = exceptedUntil == null ? Calls.now() : exceptedUntil;
    Signs.excepted();
    Wait.until(until, "rests under a signed exception until %s".formatted(until), () -> false);
    Step step = ((RotationState.Excepted) state).step();
    carrier.hold(step, round, HeldReason.EXCEPTION_OVER, "the exception ended at " + until);
    return new StepOutcome.ExceptionOver();
  }
}
