// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.rekey.worker.up.Embedded;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedByIdRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedByIdRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody who reaches Temporal's frontend, with its own command line and with bare gRPC. */
final class Intruder implements AutoCloseable {

  private static final String NAMESPACE = "rekey";

  private final String program;
  private final String target;
  private final WorkflowServiceStubs grpc;

  private Intruder(String program, String target, WorkflowServiceStubs grpc) {
    this.program = program;
    this.target = target;
    this.grpc = grpc;
  }

  /**
   * Comes in with the program that serves this Rekey's Temporal: it is its command line as well.
   */
  static Intruder at(Embedded rekey) {
    String target = rekey.temporal().target();
    return new Intruder(
        ProcessHandle.of(rekey.temporal().process().pid())
            .flatMap(process -> process.info().command())
            .orElseThrow(),
        target,
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build()));
  }

  /** Runs {@code temporal ...}; it must succeed, else it would prove nothing. */
  String temporal(String... arguments) {
    Said said = run(arguments);
    assertThat(said.exit()).as("%s: %s", List.of(arguments), said.output()).isZero();
    return said.output();
  }

  /**
   * Ends a run.
   *
   * @param command terminate, cancel or delete
   */
  void end(String command, String workflow) {
    List<String> words = new ArrayList<>(List.of("workflow", command, "--workflow-id", workflow));
    if (command.equals("delete")) {
      words.add("--yes");
    }
    temporal(words.toArray(String[]::new));
  }

  /** Runs {@code temporal ...}; it must be refused. */
  void refused(String... arguments) {
    Said said = run(arguments);
    assertThat(said.exit()).as("%s: %s", List.of(arguments), said.output()).isNotZero();
  }

  private record Said(int exit, String output) {}

  private Said run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", target, "--namespace", NAMESPACE));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Said(process.waitFor(), output);
    } catch (IOException | InterruptedException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** The pending activity of that type, if there is one. */
  Optional<PendingActivityInfo> pending(String workflow, String activity) {
    try {
      return pending(workflow).stream()
          .filter(one -> one.getActivityType().getName().equals(activity))
          .findFirst();
    } catch (StatusRuntimeException notStartedYet) {
      return Optional.empty();
    }
  }

  private List<PendingActivityInfo> pending(String workflow) {
    return describe(workflow).getPendingActivitiesList();
  }

  /** The newest run of a workflow. */
  String run(String workflow) {
    return describe(workflow).getWorkflowExecutionInfo().getExecution().getRunId();
  }

  /** Whether the newest run of a workflow has come to its good end. */
  boolean isCompleted(String workflow) {
    return describe(workflow).getWorkflowExecutionInfo().getStatus()
        == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED;
  }

  private DescribeWorkflowExecutionResponse describe(String workflow) {
    return grpc.blockingStub()
        .describeWorkflowExecution(
            DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setExecution(execution(workflow))
                .build());
  }

  /** Completes an activity with a payload as it is: in clear, or sealed by somebody else. */
  void complete(String workflow, String activityId, Payload result) {
    grpc.blockingStub()
        .respondActivityTaskCompletedById(
            RespondActivityTaskCompletedByIdRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setWorkflowId(workflow)
                .setActivityId(activityId)
                .setResult(Payloads.newBuilder().addPayloads(result))
                .build());
  }

  /** The same; whether the server took it: only of one that a worker is just at. */
  boolean finish(String workflow, String activityId, Payload result) {
    try {
      complete(workflow, activityId, result);
      return true;
    } catch (StatusRuntimeException betweenTwoTries) {
      return false;
    }
  }

  /** Fails an activity; whether the server took it: only of one that a worker is just at. */
  boolean fail(String workflow, String activityId, String type) {
    try {
      grpc.blockingStub()
          .respondActivityTaskFailedById(
              RespondActivityTaskFailedByIdRequest.newBuilder()
                  .setNamespace(NAMESPACE)
                  .setWorkflowId(workflow)
                  .setActivityId(activityId)
                  .setFailure(
                      Failure.newBuilder()
                          .setMessage("all is well")
                          .setApplicationFailureInfo(
                              ApplicationFailureInfo.newBuilder()
                                  .setType(type)
                                  .setNonRetryable(true)))
                  .build());
      return true;
    } catch (StatusRuntimeException betweenTwoTries) {
      return false;
    }
  }

  /** The sealed result of the last activity of that type which was completed. */
  Payload resultOf(String workflow, String activity) {
    List<HistoryEvent> events = history(workflow);
    return events.stream()
        .filter(HistoryEvent::hasActivityTaskCompletedEventAttributes)
        .map(HistoryEvent::getActivityTaskCompletedEventAttributes)
        .filter(completed ->
            events
                .get((int) completed.getScheduledEventId() - 1)
                .getActivityTaskScheduledEventAttributes()
                .getActivityType()
                .getName()
                .equals(activity))
        .reduce((_, last) -> last)
        .orElseThrow()
        .getResult()
        .getPayloads(0);
  }

  /** The history of the newest run. */
  List<HistoryEvent> history(String workflow) {
    return grpc.blockingStub()
        .getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(NAMESPACE)
                .setExecution(execution(workflow))
                .build())
        .getHistory()
        .getEventsList();
  }

  /** A payload as anybody's JSON is. */
  static Payload clear(String json) {
    return Payload.newBuilder()
        .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
        .setData(ByteString.copyFromUtf8(json))
        .build();
  }

  private static WorkflowExecution execution(String workflow) {
    return WorkflowExecution.newBuilder().setWorkflowId(workflow).build();
  }

  @Override
  public void close() {
    grpc.shutdownNow();
  }
}
