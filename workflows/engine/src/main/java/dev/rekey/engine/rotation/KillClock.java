// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.life.Transition;
import dev.rekey.engine.rotation.AskRequest.Urgency;
import dev.rekey.planning.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deadline until when a credential is to be dead: warns while somebody is still waited for, and
 * does what the plan says when it has come. A rotation without one never hears of it.
 */
final class KillClock {

  /** In percent of the time that is left when it is first looked at. */
  private static final List<Integer> WARNINGS = List.of(50, 80);

  /** What tells these requests apart from all others of a round. */
  private static final int FIRST = 96;

  private final Carrier carrier;
  private final Calls calls;
  private @Nullable Deadline running;
  private Instant from = Instant.EPOCH;
  private int struck;

  KillClock(Carrier carrier, Calls calls) {
    this.carrier = carrier;
    this.calls = calls;
  }

  /** That moment, or an earlier one at which the deadline has something to say. */
  Instant before(Instant moment) {
    Instant next = next();
    return next != null && next.isBefore(moment) ? next : moment;
  }

  /** Whether it has something to say now. */
  boolean isDue() {
    Instant next = next();
    return next != null && !Calls.now().isBefore(next);
  }

  private @Nullable Instant next() {
    Deadline deadline = carrier.planned().deadline();
    if (deadline == null) {
      return null;
    }
    if (!deadline.equals(running)) {
      running = deadline;
      from = Calls.now();
      // What is late already is not warned of.
      struck = from.isBefore(deadline.at()) ? 0 : WARNINGS.size();
    }
    if (struck > WARNINGS.size()) {
      return null;
    }
    return struck == WARNINGS.size()
        ? deadline.at()
        : from.plus(
            Duration.between(from, deadline.at())
                .multipliedBy(WARNINGS.get(struck))
                .dividedBy(100));
  }

  /**
   * Says what it has to say, once.
   *
   * @return what comes of it for the rotation; empty if it goes on waiting
   */
  Optional<StepOutcome> strike(RotationState state, int round) {
    Deadline deadline = carrier.planned().deadline();
    if (deadline == null) {
      return Optional.empty();
    }
    struck++;
    if (struck <= WARNINGS.size()) {
      ask(round, deadline.cuts() ? Urgency.WARN : Urgency.REMIND, deadline);
      return Optional.empty();
    }
    Optional<StepOutcome> come =
        switch (deadline.then()) {
          case ESCALATE -> Optional.empty();
          case CUT -> cut(state);
          case EXTEND -> held(state, round, deadline);
        };
    if (come.isEmpty()) {
      ask(round, Urgency.ESCALATE, deadline);
    }
    return come;
  }

  private void ask(int round, Urgency urgency, Deadline deadline) {
    calls.ask(
        AskRequest.again(carrier.planned().id(), round, FIRST + struck, urgency, deadline.at()));
  }

  /** The ledger has the last word: it looks at its own clock, and at who has signed what. */
  private Optional<StepOutcome> cut(RotationState state) {
    StepOutcome overdue = new StepOutcome.Overdue();
    boolean changes = !Transition.next(state, overdue).state().equals(state);
    return changes && carrier.overdue() ? Optional.of(overdue) : Optional.empty();
  }

  private Optional<StepOutcome> held(RotationState state, int round, Deadline deadline) {
    return state instanceof RotationState.Working(Step step, var _)
        ? Optional.of(
            carrier.hold(
                step,
                round,
                HeldReason.OVERDUE,
                "it was to be dead by %s: two people extend that, or somebody decides"
                    .formatted(deadline.at())))
        : Optional.empty();
  }
}
