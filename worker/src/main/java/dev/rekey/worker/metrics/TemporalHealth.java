// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether Temporal answers now: without it nothing can go on, and nothing is lost either. */
public final class TemporalHealth implements HealthIndicator {

  private static final long SECONDS = 2;

  private final WorkflowClient client;

  public TemporalHealth(WorkflowClient client) {
    this.client = client;
  }

  @Override
  public Health health() {
    try {
      client
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(SECONDS, TimeUnit.SECONDS)
          .describeNamespace(
              DescribeNamespaceRequest.newBuilder()
                  .setNamespace(client.getOptions().getNamespace())
                  .build());
      return Health.up().build();
    } catch (StatusRuntimeException away) {
      return Health.down().withDetail("code", away.getStatus().getCode().name()).build();
    }
  }
}
