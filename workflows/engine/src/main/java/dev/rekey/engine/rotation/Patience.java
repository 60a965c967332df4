// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.SystemName;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why an activity's retries came to an end, as a reason to hold. */
record Patience(HeldReason reason, String detail) {

  /** How long a step is tried: its own waiting, the lag of the system, and the plan's patience. */
  static Duration of(Step step, PlannedRotation planned) {
    Pace pace = planned.pace();
    Duration waiting =
        switch (step) {
          case PROVE_NEW -> pace.proveNewWindow().multipliedBy(2);
          case CONFIRM -> pace.confirmWithin();
          case OBSERVE -> pace.observeAtMost().plus(pace.brownoutWatch());
          case PROVE -> pace.proveWindow().multipliedBy(2);
          case APPROVE,
              PREFLIGHT,
              ISSUE,
              DELIVER,
              VALIDATE,
              DISABLE,
              SOAK,
              REVOKE,
              ENABLE,
              RESTORE,
              WITHDRAW ->
              Duration.ZERO;
        };
    return pace.retryFor().plus(planned.lag().multipliedBy(2)).plus(waiting);
  }

  /**
   * How long a consumer is asked: it may take as long to be well as to take up a new credential.
   */
  static Duration ofAsking(PlannedRotation planned) {
    return of(Step.CONFIRM, planned);
  }

  /**
   * Whether the failure is none of ours: each of our steps fails so that it may be tried again, and
   * patience ends by the clock. Time-outs are the server's own.
   */
  static boolean isForged(ActivityFailure failure) {
    return failure.getCause() instanceof ApplicationFailure
        && failure.getRetryState() == RetryState.RETRY_STATE_NON_RETRYABLE_FAILURE;
  }

  /** Whether nothing but the system's own budget was in the way: a delay, however long. */
  static boolean isDelay(ActivityFailure failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure said) {
        return StepActivities.OVER_BUDGET.equals(said.getType());
      }
    }
    return false;
  }

  /** The last thing that the activity itself said counts; else what the server saw. */
  static Patience endedBy(ActivityFailure failure, SystemName system) {
    boolean unserved = false;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApplicationFailure said) {
        return new Patience(reasonOf(said.getType()), said.getOriginalMessage());
      }
      if (cause instanceof TimeoutFailure late) {
        unserved |= late.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START;
      }
    }
    return unserved
        ? new Patience(
            HeldReason.NO_WORKER,
            "nobody took the work from the queue of %s: start a worker where %s is reached"
                .formatted(system, system))
        : new Patience(
            HeldReason.UNREACHABLE,
            "no attempt at %s ended in time, or its worker went silent and none went on"
                .formatted(system));
  }

  private static HeldReason reasonOf(@Nullable String type) {
    for (HeldReason reason : HeldReason.values()) {
      if (reason.text().equals(type)) {
        return reason;
      }
    }
    return HeldReason.FAULT;
  }
}
