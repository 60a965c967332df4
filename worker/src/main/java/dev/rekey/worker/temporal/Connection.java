// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.engine.payload.Payloads;
import dev.rekey.servers.ServerFailure;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.util.List;
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
   * @throws dev.rekey.servers.ServerFailure if nothing answers there, or the namespace cannot be
   *     used
   */
  public static Connection open(Frontend frontend, SealingCodec codec) {
    WorkflowServiceStubs service = prepared(frontend);
    WorkflowClient client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder()
                .setNamespace(frontend.namespace())
                .setDataConverter(Payloads.sealed(codec))
                .build());
    return new Connection(service, client);
  }

  /**
   * Prepares the namespace and leaves again: so that somebody else's server is asked before any of
   * our own is started.
   *
   * @return what is missing there and could not be made, one by one; empty if all can be used
   */
  public static List<ServerFailure> missing(Frontend frontend) {
    try {
      WorkflowServiceStubs service = stubs(frontend);
      try {
        return new Namespace(service, frontend).prepare();
      } finally {
        end(service);
      }
    } catch (ServerFailure refused) {
      return List.of(refused);
    }
  }

  /**
   * Asks without changing anything.
   *
   * @param queues of which the pollers are counted
   * @throws ServerFailure if nothing answers there, or the namespace cannot be asked
   */
  public static NamespaceState look(Frontend frontend, List<String> queues) {
    WorkflowServiceStubs service = stubs(frontend);
    try {
      return new Namespace(service, frontend).look(queues);
    } finally {
      end(service);
    }
  }

  private static WorkflowServiceStubs prepared(Frontend frontend) {
    WorkflowServiceStubs service = stubs(frontend);
    try {
      List<ServerFailure> missing = new Namespace(service, frontend).prepare();
      if (!missing.isEmpty()) {
        throw missing.getFirst();
      }
      return service;
    } catch (RuntimeException refused) {
      end(service);
      throw refused;
    }
  }

  private static WorkflowServiceStubs stubs(Frontend frontend) {
    try {
      return frontend.stubs();
    } catch (IllegalArgumentException wrong) {
      throw new ServerFailure(
          "using Temporal at " + frontend.target(),
          String.valueOf(wrong.getMessage()),
          "correct temporal.tls in rekey.yaml",
          wrong);
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
