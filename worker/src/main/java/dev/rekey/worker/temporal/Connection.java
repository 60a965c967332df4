// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.engine.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.concurrent.TimeUnit;

/** An open connection to a Temporal server, with a prepared namespace. */
public final class Connection implements AutoCloseable {

  private final WorkflowServiceStubs service;
  private final WorkflowClient client;

  private Connection(WorkflowServiceStubs service, WorkflowClient client) {
    this.service = service;
    this.client = client;
  }

  /**
   * Connects and prepares the namespace.
   *
   * @param target host and port of the frontend
   */
  public static Connection open(String target, String namespace, SealingCodec codec) {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    new Namespace(service, namespace).prepare();
    WorkflowClient client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.sealed(codec))
                .build());
    return new Connection(service, client);
  }

  public WorkflowClient client() {
    return client;
  }

  @Override
  public void close() {
    service.shutdownNow();
    service.awaitTermination(2, TimeUnit.SECONDS);
  }
}
