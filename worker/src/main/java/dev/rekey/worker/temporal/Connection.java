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
   * @throws dev.rekey.servers.ServerFailure if nothing answers there, or the namespace cannot be
   *     used
   */
  public static Connection open(String target, String namespace, SealingCodec codec) {
    WorkflowServiceStubs service = prepared(target, namespace);
    WorkflowClient client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setDataConverter(Payloads.sealed(codec))
                .build());
    return new Connection(service, client);
  }

  /**
   * Prepares the namespace and leaves again: so that somebody else's server is asked before any of
   * our own is started.
   *
   * @throws dev.rekey.servers.ServerFailure as {@link #open} does
   */
  public static void check(String target, String namespace) {
    end(prepared(target, namespace));
  }

  private static WorkflowServiceStubs prepared(String target, String namespace) {
    WorkflowServiceStubs service =
        WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    try {
      new Namespace(service, target, namespace).prepare();
      return service;
    } catch (RuntimeException refused) {
      end(service);
      throw refused;
    }
  }

  public WorkflowClient client() {
    return client;
  }

  @Override
  public void close() {
    end(service);
  }

  private static void end(WorkflowServiceStubs service) {
    service.shutdownNow();
    service.awaitTermination(2, TimeUnit.SECONDS);
  }
}
