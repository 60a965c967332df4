// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.decision.Delivery;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens the lane from the ledger and takes its credentials in turn. */
public final class RotationWorkflowImpl implements RotationWorkflow {

  private final LaneInput input;
  private final Calls calls = new Calls();
  private final List<Optional<Delivery>> unopened = new ArrayList<>();
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
      turns.add(new Rotation(turn, input, calls, opening));
    }
    desk = opening;
    List.copyOf(unopened).forEach(one -> decideBySignal(one.orElse(null)));
    unopened.clear();
    for (Rotation turn : turns) {
      turn.run();
    }
    Signs.proven();
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  @Override
  public String decide(Delivery delivery) {
    // Checked again: between its check and this, another one may have been taken.
    checkDecision(delivery);
    return openDesk().take(delivery);
  }

  @Override
  public void checkDecision(Delivery delivery) {
    openDesk()
        .objection(delivery)
        .ifPresent(objection -> {
          objection.count();
          throw objection.failure();
        });
  }

  @Override
  public void decideBySignal(@Nullable Delivery delivery) {
    if (desk == null) {
      unopened.add(Optional.ofNullable(delivery));
      return;
    }
    Optional<Objection> objection = desk.objection(delivery);
    objection.ifPresent(Objection::count);
    if (delivery != null && objection.isEmpty()) {
      desk.take(delivery);
    } else if (delivery != null && objection.filter(Objection::early).isPresent()) {
      desk.keep(delivery);
    } else if (objection.filter(Objection::forged).isPresent() && desk.mayStillAlarm()) {
      calls.alarm(input.lane(), input.campaign(), objection.get().why());
    }
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
          Objection.NOT_YET);
    }
    return desk;
  }
}
