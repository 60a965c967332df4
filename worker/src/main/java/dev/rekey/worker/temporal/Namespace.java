// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.protobuf.util.Durations;
import dev.rekey.engine.rotation.Signs;
import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceBlockingStub;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Rekey's own namespace: made if it is missing, with a retention longer than any campaign. */
final class Namespace {

  static final long RETENTION_DAYS = 365;

  /**
   * The least that is taken: history that is gone before its campaign ends cannot be told from
   * history that somebody deleted.
   */
  private static final long LEAST_RETENTION_DAYS = 90;

  private static final Duration TO_ANSWER = Duration.ofSeconds(5);

  /** A server that is just starting answers within this; a namespace just made is known then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So long nothing may listen there, or turn us away. */
  private static final Duration TO_REACH = Duration.ofSeconds(4);

  /** So long a first answer may take from one that neither turns us away nor says anything. */
  private static final Duration TO_SPEAK = Duration.ofSeconds(20);

  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final List<SearchAttributeKey<String>> KEYS =
      List.of(
          Signs.CAMPAIGN,
          Signs.SYSTEM,
          Signs.TEAM,
          Signs.PHASE,
          Signs.WAITING_ON,
          Signs.HELD_REASON,
          Signs.RISK);

  private final WorkflowServiceStubs service;
  private final Frontend frontend;
  private final Refusals refusals;
  private final String name;

  Namespace(WorkflowServiceStubs service, Frontend frontend) {
    this.service = service;
    this.frontend = frontend;
    this.refusals = new Refusals(frontend);
    this.name = frontend.namespace();
  }

  /**
   * Makes sure that the namespace and its search attributes can be used.
   *
   * @return what is missing and may not be made by us, each with the command that helps
   * @throws ServerFailure if nothing answers, or it cannot be asked
   */
  List<ServerFailure> prepare() {
    if (!isThere()) {
      Optional<ServerFailure> refused = make();
      if (refused.isPresent()) {
        return List.of(refused.get());
      }
    }
    List<ServerFailure> missing = new ArrayList<>();
    long days = until(PATIENCE, this::retentionDays);
    if (days < LEAST_RETENTION_DAYS) {
      missing.add(refusals.tooShort(days, LEAST_RETENTION_DAYS));
    }
    until(PATIENCE, this::register).ifPresent(missing::add);
    return missing;
  }

  /**
   * Looks without changing anything.
   *
   * @param queues of which the pollers are counted
   * @throws ServerFailure if nothing answers, or it cannot be asked
   */
  NamespaceState look(List<String> queues) {
    if (!isThere()) {
      return new NamespaceState(0, List.of(refusals.absent(RETENTION_DAYS)), Map.of());
    }
    List<ServerFailure> wrong = new ArrayList<>();
    long days = until(TO_REACH, this::retentionDays);
    if (days < LEAST_RETENTION_DAYS) {
      wrong.add(refusals.tooShort(days, LEAST_RETENTION_DAYS));
    }
    List<String> unregistered = until(TO_REACH, () -> unregistered(operator()));
    if (!unregistered.isEmpty()) {
      wrong.add(refusals.unregistered(unregistered));
    }
    Map<String, Integer> pollers = new TreeMap<>();
    queues.forEach(queue -> pollers.put(queue, until(TO_REACH, () -> pollers(queue))));
    return new NamespaceState(days, wrong, pollers);
  }

  private boolean isThere() {
    return until(
        TO_REACH,
        () -> {
          try {
            return retentionDays() >= 0;
          } catch (StatusRuntimeException refused) {
            if (refused.getStatus().getCode() == Status.Code.NOT_FOUND) {
              return false;
            }
            throw refused;
          }
        });
  }

  /** Returns why it could not be made; empty if it was, or another was quicker. */
  private Optional<ServerFailure> make() {
    try {
      ask()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(name)
                  .setDescription("Rekey: campaigns, waves and rotations")
                  .setWorkflowExecutionRetentionPeriod(Durations.fromDays(RETENTION_DAYS))
                  .build());
    } catch (StatusRuntimeException refused) {
      return refused.getStatus().getCode() == Status.Code.ALREADY_EXISTS
          ? Optional.empty()
          : Optional.of(refusals.notMade(refused, RETENTION_DAYS));
    }
    return Optional.empty();
  }

  private long retentionDays() {
    return Durations.toDays(
        ask()
            .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(name).build())
            .getConfig()
            .getWorkflowExecutionRetentionTtl());
  }

  /** Returns why they could not be registered; empty if they were or are. */
  private Optional<ServerFailure> register() {
    OperatorServiceBlockingStub operator = operator();
    List<String> missing = unregistered(operator);
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(name);
    missing.forEach(
        key -> request.putSearchAttributes(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    try {
      operator.addSearchAttributes(request.build());
    } catch (StatusRuntimeException refused) {
      if (Refusals.isFinal(refused)) {
        return Optional.of(refusals.notRegistered(refused, missing));
      }
      throw refused;
    }
    return Optional.empty();
  }

  private List<String> unregistered(OperatorServiceBlockingStub operator) {
    var present =
        operator
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(name).build())
            .getCustomAttributesMap();
    return searchAttributes().stream().filter(key -> !present.containsKey(key)).toList();
  }

  /** The names of the search attributes that Rekey sets, all of them keywords. */
  static List<String> searchAttributes() {
    return KEYS.stream().map(SearchAttributeKey::getName).toList();
  }

  private OperatorServiceBlockingStub operator() {
    return frontend
        .operator(service)
        .blockingStub()
        .withDeadlineAfter(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  private int pollers(String queue) {
    return ask()
        .describeTaskQueue(
            DescribeTaskQueueRequest.newBuilder()
                .setNamespace(name)
                .setTaskQueue(TaskQueue.newBuilder().setName(queue))
                .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY)
                .build())
        .getPollersCount();
  }

  private WorkflowServiceBlockingStub ask() {
    return service.blockingStub().withDeadlineAfter(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A server that is starting, and a namespace that was just made, are not there at once. */
  private <T> T until(Duration patience, Supplier<T> asked) {
    Instant deadline = Instant.now().plus(patience);
    Instant spoken = Instant.now().plus(TO_SPEAK);
    while (true) {
      try {
        return asked.get();
      } catch (StatusRuntimeException refused) {
        boolean silent = refused.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED;
        Instant end = silent && spoken.isAfter(deadline) ? spoken : deadline;
        if (Refusals.isFinal(refused) || Instant.now().isAfter(end)) {
          throw refusals.of(refused);
        }
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }
}
