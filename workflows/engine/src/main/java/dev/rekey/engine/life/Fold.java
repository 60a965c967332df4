// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds where a rotation stands from its chain, through the transition function itself: so a run
 * started anew goes on where the last one was.
 *
 * <p>Not every transition has an entry: a soak, an observation of zero length, a delivery to no
 * place and a hold that healed by itself are known from the entry that follows them.
 *
 * @param planned as decisions have made it by now
 * @param round how many outcomes other than "done" there were
 * @param disabledAt when the old credential was disabled, null if it was not
 * @param exceptedUntil when the exception ends, null if there is none
 * @param voices whose word stands
 */
public record Fold(
    PlannedRotation planned,
    RotationState state,
    int round,
    @Nullable Instant disabledAt,
    @Nullable Instant exceptedUntil,
    Voices voices) {

  private static final Set<Step> UNRECORDED =
      Collections.unmodifiableSet(EnumSet.of(Step.DELIVER, Step.OBSERVE, Step.SOAK, Step.RESTORE));

  /** Folds the entries of a chain, oldest first. */
  public static Fold of(PlannedRotation planned, List<Entry> entries) {
    Life beginning =
        Life.begin(
            planned.disposition(), planned.overlap(), planned.ownerApproval(), planned.contained());
    Fold fold = new Fold(planned, Transition.begin(beginning).state(), 0, null, null, Voices.NONE);
    for (Entry entry : entries) {
      fold = fold.over(entry);
    }
    return fold;
  }

  /**
   * Whether this step comes next: what a run remembers may be wrong, and a step that is recorded
   * out of its turn spoils the chain.
   *
   * @param unrecorded the steps that leave no entry in this rotation
   */
  public boolean leadsTo(Step step, Set<Step> unrecorded) {
    Fold at = upTo(step, unrecorded);
    return at.state instanceof RotationState.Working(Step current, var _) && current == step;
  }

  private Fold over(Entry entry) {
    return switch (entry.type()) {
      case "step" -> step(entry);
      case "held" -> held(entry);
      case "decision" -> decision(entry);
      case "reopened" -> revived();
      case "deadline" -> overdue(entry);
      case "health" -> answered(entry);
      default -> this;
    };
  }

  private Fold step(Entry entry) {
    Step step = Step.of(text(entry, "step"));
    boolean done = text(entry, "result").equals("done");
    StepOutcome outcome = StepOutcome.of(entry);
    Fold up = upTo(step);
    // A late attempt may record again what is done already: that changes nothing.
    boolean belongs =
        !done
            || (up.state instanceof RotationState.Working(Step current, var _) && current == step);
    if (!belongs) {
      return up;
    }
    Fold at = up.in(entry).with(outcome);
    return switch (step) {
      case DISABLE -> done ? at.disabled(entry.at()) : at;
      case ENABLE -> done ? at.disabled(null) : at;
      case APPROVE,
          PREFLIGHT,
          ISSUE,
          PROVE_NEW,
          DELIVER,
          CONFIRM,
          VALIDATE,
          OBSERVE,
          SOAK,
          REVOKE,
          PROVE,
          RESTORE,
          WITHDRAW ->
          at;
    };
  }

  private Fold disabled(@Nullable Instant at) {
    return new Fold(planned, state, round, at, exceptedUntil, voices.unattested());
  }

  private Fold revived() {
    return new Fold(
        planned,
        Transition.revived(state).state(),
        round + 1,
        disabledAt,
        exceptedUntil,
        voices.unattested());
  }

  /**
   * What a consumer answered before the owner is asked is among what the owner is shown; what it
   * answers later decides about steps only.
   */
  private Fold answered(Entry entry) {
    boolean waits =
        state instanceof RotationState.Working(Step step, var _) && step == Step.APPROVE;
    if (!waits || !text(entry, "step").equals(Step.APPROVE.text())) {
      return this;
    }
    boolean well = Boolean.TRUE.equals(entry.body().get("well"));
    PlannedRotation now = planned.answered(text(entry, "asked"), well, text(entry, "note"));
    Voices heard = now.equals(planned) ? voices : voices.unapproved();
    return with(now, heard);
  }

  /** The plan's approval is the cut, from the deadline on, unless something else waits for one. */
  private Fold overdue(Entry entry) {
    return isDue(entry.at()) ? in(entry).with(new StepOutcome.Overdue()) : this;
  }

  /** Whether the plan's approval is a signed cut at that time. */
  public boolean isDue(Instant now) {
    Deadline deadline = planned.deadline();
    return deadline != null
        && deadline.cuts()
        && !now.isBefore(deadline.at())
        && voices.askedBy().isEmpty();
  }

  /** The second person moves the deadline; the first one's word alone moves nothing. */
  private Fold prolonged(Statement statement) {
    boolean second = voices.extendedBy(statement);
    Fold heard = heard(statement);
    if (!second) {
      return heard;
    }
    Fold at = heard.with(new StepOutcome.Prolonged());
    return at.with(Amendment.of(planned, statement), at.voices);
  }

  private Fold held(Entry entry) {
    HeldReason reason = HeldReason.of(text(entry, "reason"));
    if (state instanceof RotationState.Excepted) {
      return in(entry).with(new StepOutcome.ExceptionOver());
    }
    Step step = Step.of(text(entry, "step"));
    Fold at = state.life().wasLast(step) ? unheard(step) : upTo(step);
    return at.in(entry).with(new StepOutcome.Blocked(reason));
  }

  /**
   * The step is on record as done, and its process died before the run heard of it; the run is held
   * at that step and asks for it again. What it did is found done then.
   */
  private Fold unheard(Step step) {
    return new Fold(
        planned,
        new RotationState.Working(step, state.life().unheard(step)),
        round,
        disabledAt,
        exceptedUntil,
        voices);
  }

  private Fold decision(Entry entry) {
    Statement statement = Statement.parse(text(entry, "text"));
    return switch (statement.verb()) {
      case APPROVE -> approved(statement, entry);
      case RETRY -> heard(statement).with(new StepOutcome.Retry());
      case CUT_ANYWAY -> heard(statement).with(new StepOutcome.CutAnyway());
      case ROLL_BACK -> with(new StepOutcome.RollBack());
      case BY_HAND -> with(new StepOutcome.ByHand());
      case EXTEND -> prolonged(statement);
      case DELIVER_ANYWAY -> waived(statement);
      case EXCEPT -> new Fold(planned, state, round, disabledAt, statement.until(), voices);
      case ATTEST -> attested(statement);
      case COUNTERSIGN -> with(new StepOutcome.Excepted());
      case NOT_MINE -> amended(statement, new StepOutcome.HandedOver());
      case NOT_BEFORE -> amended(statement, new StepOutcome.Postponed());
      case ADD_CONSUMER -> amended(statement, new StepOutcome.Extended());
      case ALREADY_REPLACED, RETIRE -> amended(statement, new StepOutcome.Retired());
      case DENY, RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH -> this;
    };
  }

  /** The same with one person's word more. */
  private Fold heard(Statement statement) {
    return with(planned, voices.with(statement, planned.owner().value()));
  }

  /** Whoever approved another list of places, say, has not approved this one. */
  private Fold approved(Statement statement, Entry entry) {
    Object shown = entry.body().get("shown");
    boolean counts =
        state instanceof RotationState.Working(Step step, var _)
            && step == Step.APPROVE
            && (shown == null || shown.equals(planned.shown().value()));
    if (!counts) {
      return this;
    }
    Fold heard = heard(statement);
    if (heard.voices.approvedBy().size() < planned.quorum()) {
      return heard;
    }
    return heard.with(new StepOutcome.Done()).with(planned, heard.voices.settled());
  }

  /** A decision that changes whose it is, when or how; one that comes too late changes nothing. */
  private Fold amended(Statement statement, StepOutcome outcome) {
    if (!Choices.of(state).contains(statement.verb())) {
      return this;
    }
    Fold at = heard(statement).with(outcome);
    return at.with(Amendment.of(planned, statement), at.voices);
  }

  /** The second person lifts the hold; the first one's word alone settles nothing. */
  private Fold attested(Statement statement) {
    boolean held = state instanceof RotationState.Held one && one.reason() == HeldReason.UNATTESTED;
    if (!held || statement.person().value().equals(voices.attestedBy())) {
      return this;
    }
    return voices.attestedBy() == null ? heard(statement) : with(new StepOutcome.Retry());
  }

  /** The second person lifts the hold, and what opens it is waited for no more. */
  private Fold waived(Statement statement) {
    Fold heard = Choices.of(state).contains(statement.verb()) ? heard(statement) : this;
    return heard != this && heard.voices.isWaived() ? heard.with(new StepOutcome.Retry()) : heard;
  }

  /** Takes the transitions that an entry about {@code step} implies. */
  private Fold upTo(Step step) {
    return upTo(step, UNRECORDED);
  }

  private Fold upTo(Step step, Set<Step> unrecorded) {
    Fold at = this;
    if (at.state instanceof RotationState.Held held && held.reason().heedsNudges()) {
      at = at.with(new StepOutcome.Retry());
    }
    while (at.state instanceof RotationState.Working(Step current, var _)
        && current != step
        && unrecorded.contains(current)) {
      at = at.with(new StepOutcome.Done());
    }
    return at;
  }

  /**
   * In the round in which the entry was written: a run that had reason to distrust the ledger may
   * have counted further than what is left of it tells, and no round may be used twice.
   */
  private Fold in(Entry entry) {
    int written = entry.body().get("round") instanceof Long of ? Math.toIntExact(of) : round;
    return new Fold(planned, state, Math.max(round, written), disabledAt, exceptedUntil, voices);
  }

  private Fold with(PlannedRotation now, Voices heard) {
    return new Fold(now, state, round, disabledAt, exceptedUntil, heard);
  }

  private Fold with(StepOutcome outcome) {
    int more = outcome instanceof StepOutcome.Done ? 0 : 1;
    return new Fold(
        planned,
        Transition.next(state, outcome).state(),
        round + more,
        disabledAt,
        exceptedUntil,
        voices.unattested());
  }

  private static String text(Entry entry, String key) {
    return String.valueOf(entry.body().get(key));
  }
}
