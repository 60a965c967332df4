// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.protobuf.util.Durations;
import dev.rekey.engine.rotation.Signs;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Rekey's own namespace: made if it is missing, with a retention longer than any campaign. */
final class Namespace {

  private static final long RETENTION_DAYS = 365;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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
  private final String name;

  Namespace(WorkflowServiceStubs service, String name) {
    this.service = service;
    this.name = name;
  }

  /** Makes sure that the namespace and its search attributes can be used. */
  void prepare() {
    try {
      service
          .blockingStub()
          .registerNamespace(
              RegisterNamespaceRequest.newBuilder()
                  .setNamespace(name)
                  .setDescription("Rekey: campaigns, waves and rotations")
                  .setWorkflowExecutionRetentionPeriod(Durations.fromDays(RETENTION_DAYS))
                  .build());
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw refused;
      }
    }
    OperatorServiceStubs operator =
        OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults());
    until("namespace %s is known".formatted(name), this::known);
    until("search attributes of %s are registered".formatted(name), () -> register(operator));
  }

  private boolean known() {
    service
        .blockingStub()
        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(name).build());
    return true;
  }

  private boolean register(OperatorServiceStubs operator) {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace(name);
    var present =
        operator
            .blockingStub()
            .listSearchAttributes(
                ListSearchAttributesRequest.newBuilder().setNamespace(name).build())
            .getCustomAttributesMap();
    KEYS.stream()
        .map(SearchAttributeKey::getName)
        .filter(key -> !present.containsKey(key))
        .forEach(
            key -> request.putSearchAttributes(key, IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    if (request.getSearchAttributesCount() > 0) {
      operator.blockingStub().addSearchAttributes(request.build());
    }
    return true;
  }

  /** A namespace just made is not known everywhere at once. */
  private static void until(String what, java.util.function.BooleanSupplier met) {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      try {
        if (met.getAsBoolean()) {
          return;
        }
      } catch (StatusRuntimeException notYet) {
        if (Instant.now().isAfter(deadline)) {
          throw new IllegalStateException(
              "%s: still not so after %s (%s)".formatted(what, PATIENCE, notYet.getStatus()),
              notYet);
        }
      }
      java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
