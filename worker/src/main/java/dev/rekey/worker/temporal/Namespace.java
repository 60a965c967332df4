// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.protobuf.util.Durations;
import dev.rekey.engine.rotation.Signs;
import dev.rekey.servers.ServerFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Rekey's own namespace: made if it is missing, with a retention longer than any campaign. */
final class Namespace {

  private static final long RETENTION_DAYS = 365;

  /**
   * The least that is taken: history that is gone before its campaign ends cannot be told from
   * history that somebody deleted.
   */
  private static final long LEAST_RETENTION_DAYS = 90;

  private static final Duration TO_ANSWER = Duration.ofSeconds(5);

  /** A server that is just starting answers within this; a namespace just made is known then. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration TO_REACH = Duration.ofSeconds(4);
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
  private final Refusals refusals;
  private final String name;

  Namespace(WorkflowServiceStubs service, String target, String name) {
    this.service = service;
    this.refusals = new Refusals(target, name);
    this.name = name;
  }

  /**
   * Makes sure that the namespace and its search attributes can be used.
   *
   * @throws ServerFailure if not, with the command that helps
   */
  void prepare() {
    if (!isThere()) {
      make();
    }
    long days = until(PATIENCE, this::retentionDays);
    if (days < LEAST_RETENTION_DAYS) {
      throw refusals.tooShort(days, LEAST_RETENTION_DAYS);
    }
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
    until(PATIENCE, () -> register(operator));
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

  private void make() {
    try {
      ask()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(name)
                  .setDescription("Rekey: campaigns, waves and rotations")
                  .setWorkflowExecutionRetentionPeriod(Durations.fromDays(RETENTION_DAYS))
                  .build());
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw refusals.notMade(refused, RETENTION_DAYS);
      }
    }
  }

  private long retentionDays() {
    return Durations.toDays(
        ask()
            .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(name).build())
            .getConfig()
            .getWorkflowExecutionRetentionTtl());
  }

  private boolean register(OperatorServiceStubs operator) {
    var asked =
        operator.blockingStub().withDeadlineAfter(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    var present =
        asked
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(name).build())
            .getCustomAttributesMap();
    List<String> missing =
        KEYS.stream()
            .map(SearchAttributeKey::getName)
            .filter(key -> !present.containsKey(key))
            .toList();
    if (missing.isEmpty()) {
      return true;
    }
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(name);
    missing.forEach(
        key -> request.putSearchAttributes(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    try {
      asked.addSearchAttributes(request.build());
    } catch (StatusRuntimeException refused) {
      if (Refusals.isFinal(refused)) {
        throw refusals.notRegistered(refused, missing);
      }
      throw refused;
    }
    return true;
  }

  private WorkflowServiceBlockingStub ask() {
    return service.blockingStub().withDeadlineAfter(TO_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A server that is starting, and a namespace that was just made, are not there at once. */
  private <T> T until(Duration patience, Supplier<T> asked) {
    Instant deadline = Instant.now().plus(patience);
    while (true) {
      try {
        return asked.get();
      } catch (StatusRuntimeException refused) {
        if (Refusals.isFinal(refused) || Instant.now().isAfter(deadline)) {
          throw refusals.of(refused);
        }
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }
}
