// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.chain.Head;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** The activities that a rotation calls, each with its summary, queue and time-outs. */
final class Calls {

  private static final RetryOptions RETRY =
      RetryOptions.newBuilder()
          .setInitialInterval(Duration.ofSeconds(1))
          .setBackoffCoefficient(2)
          .setMaximumInterval(Duration.ofSeconds(30))
          .build();

  private Timing timing = Timing.DEFAULT;

  static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  Opened open(LaneInput input) {
    Opened opened =
        insist(
            input.campaign(),
            input.lane(),
            () -> ledger("open the lane from the ledger").open(input));
    timing = opened.timing();
    return opened;
  }

  StepActivities steps(SystemName system, String summary, Duration retryFor) {
    return Workflow.newActivityStub(
        StepActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.of(system))
            .setScheduleToStartTimeout(timing.unserved())
            .setStartToCloseTimeout(timing.attempt())
            .setScheduleToCloseTimeout(timing.unserved().plus(timing.attempt()).plus(retryFor))
            .setHeartbeatTimeout(timing.heartbeat())
            .setRetryOptions(RETRY)
            .setSummary(summary)
            .build());
  }

  Head hold(HoldRequest request) {
    return insist(
        request.rotation(),
        () -> ledger("record hold: " + request.reason().sentence()).hold(request));
  }

  StepResult unasked(StepRequest request, String why) {
    return insist(
        request.rotation(),
        () -> ledger("record that a consumer could not be asked").unasked(request, why));
  }

  Admission admit(RotationId rotation, Head head, Decided decision) {
    return insist(
        rotation,
        () ->
            ledger("verify and record: " + decision.sentence())
                .admit(rotation, head, decision.delivery()));
  }

  Admission overdue(RotationId rotation, Head head) {
    return insist(
        rotation,
        () -> ledger("record the deadline: the approved plan cuts now").overdue(rotation, head));
  }

  Head end(RotationId rotation, Head head) {
    return insist(
        rotation, () -> ledger("record the proof; delete sealed values").end(rotation, head));
  }

  void ask(AskRequest request) {
    ledger("%s for a decision, due %s".formatted(request.urgency(), request.until())).ask(request);
  }

  void alarm(Lane lane, CampaignName campaign, String what) {
    ledger("raise an alarm: something tried to get round the rules").alarm(campaign, lane, what);
  }

  private <T> T insist(RotationId rotation, Supplier<T> call) {
    return insist(rotation.campaign(), rotation.lane(), call);
  }

  private <T> T insist(CampaignName campaign, Lane lane, Supplier<T> call) {
    return Answers.insist(
        call, () -> alarm(lane, campaign, "an answer of the ledger cannot be read as one of ours"));
  }

  private LedgerActivities ledger(String summary) {
    return Workflow.newActivityStub(
        LedgerActivities.class,
        ActivityOptions.newBuilder()
            .setTaskQueue(TaskQueues.CORE)
            .setStartToCloseTimeout(timing.attempt())
            .setHeartbeatTimeout(timing.heartbeat())
            .setRetryOptions(RETRY)
            .setSummary(summary)
            .build());
  }
}
