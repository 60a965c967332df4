// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.failure.ApplicationFailure;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries decisions to workflows and waits for their answer, but not for long: a workflow whose
 * worker is away answers when that is back, and nobody may stand still until then.
 */
final class Courier {

  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private static final long PATIENCE_SECONDS = 10;

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("rekey-courier").factory());

  private final WorkflowClient temporal;

  Courier(WorkflowClient temporal) {
    this.temporal = temporal;
  }

  /** The campaign's answer to a decision about its plan; empty if there is none yet. */
  Optional<String> toCampaign(CampaignName campaign, Delivery delivery) {
    return carry(WorkflowIds.campaign(campaign), delivery, delivery.signed());
  }

  /** The lane's answer to a decision about one of its rotations; empty if there is none yet. */
  Optional<String> toLane(Lane lane, Delivery delivery) {
    return carry(WorkflowIds.rotation(lane), delivery, delivery);
  }

  private Optional<String> carry(String workflow, Delivery delivery, Object argument) {
    Context.CancellableContext bounded =
        Context.current().withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS, CLOCK);
    Context before = bounded.attach();
    try {
      return Optional.of(asked(workflow, delivery, argument));
    } catch (CompletionException | WorkflowUpdateException failed) {
      return refusal(failed.getCause());
    } catch (WorkflowException | StatusRuntimeException | CancellationException notNow) {
      // Not started yet, ended meanwhile, or Temporal or the worker does not answer: it waits for
      // the next round.
      LOG.info("{} took no decision now: {}", workflow, notNow.toString());
      return Optional.empty();
    } finally {
      bounded.detach(before);
      bounded.cancel(null);
    }
  }

  private String asked(String workflow, Delivery delivery, Object argument) {
    WorkflowStub stub = temporal.newUntypedWorkflowStub(workflow);
    UpdateOptions<String> options =
        UpdateOptions.newBuilder(String.class)
            .setUpdateName("decide")
            .setUpdateId(Statement.parse(delivery.signed().text()).digest().value())
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build();
    return stub.startUpdate(options, argument)
        .getResultAsync()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .join();
  }

  /** A workflow that says no has answered; one that is just being opened is asked again. */
  private static Optional<String> refusal(@Nullable Throwable cause) {
    for (Throwable found = cause; found != null; found = found.getCause()) {
      if (found instanceof ApplicationFailure said && !"not-open-yet".equals(said.getType())) {
        return Optional.of("refused: " + said.getOriginalMessage());
      }
    }
    return Optional.empty();
  }
}
