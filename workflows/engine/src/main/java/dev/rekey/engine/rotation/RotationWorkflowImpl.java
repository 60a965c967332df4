// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.decision.Delivery;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the lane from the ledger and takes its credentials in turn. */
public final class RotationWorkflowImpl implements RotationWorkflow {

  private final LaneInput input;
  private final Calls calls = new Calls();
  private final List<Delivery> early = new ArrayList<>();
  private final List<Rotation> turns = new ArrayList<>();
  private @Nullable DecisionDesk desk;

  @WorkflowInit
  public RotationWorkflowImpl(LaneInput input) {
    this.input = input;
  }

  @Override
  public void run(LaneInput sameInput) {
    Opened opened = calls.open(input);
    DecisionDesk opening = new DecisionDesk(input.campaign(), opened.roster(), opened.author());
    for (Turn turn : opened.turns()) {
      turns.add(new Rotation(turn, input.plan(), calls, opening));
    }
    desk = opening;
    List.copyOf(early).forEach(this::decideBySignal);
    for (Rotation turn : turns) {
      turn.run(input.heldBecause());
    }
    Signs.proven();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  @Override
  public String decide(Delivery delivery) {
    return openDesk().take(delivery);
  }

  @Override
  public void checkDecision(Delivery delivery) {
    openDesk()
        .objection(delivery)
        .ifPresent(objection -> {
          objection.count();
          throw ApplicationFailure.newNonRetryableFailure(objection.why(), "decision-refused");
        });
  }

  @Override
  public void decideBySignal(Delivery delivery) {
    if (desk == null) {
      early.add(delivery);
      return;
    }
    desk.objection(delivery)
        .ifPresentOrElse(
            objection -> {
              objection.count();
              if (objection.forged() && openDesk().mayStillAlarm()) {
                calls.alarm(input.lane(), input.campaign(), objection.why());
              }
            },
            () -> openDesk().take(delivery));
  }

  @Override
  public void nudge() {
    turns.forEach(Rotation::nudge);
  }

  @Override
  public String standing() {
    return turns.isEmpty()
        ? "opening lane " + input.lane()
        : String.join("\n", turns.stream().map(Rotation::standing).toList());
  }

  private DecisionDesk openDesk() {
    if (desk == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "lane %s is being opened (expected: a decision a moment later)".formatted(input.lane()),
          "not-open-yet");
    }
    return desk;
  }
}
