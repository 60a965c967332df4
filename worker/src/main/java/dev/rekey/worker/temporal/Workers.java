// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import dev.rekey.engine.campaign.CampaignWorkflowImpl;
import dev.rekey.engine.campaign.WaveWorkflowImpl;
import dev.rekey.engine.drill.DrillWorkflowImpl;
import dev.rekey.engine.rotation.RotationWorkflowImpl;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.runtime.outage.Outages;
import dev.rekey.words.SystemName;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverterException;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.WorkflowImplementationOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The workers of this process: one factory for the core, one for each system that it serves. */
public final class Workers implements AutoCloseable {

  private static final Duration LEAVE = Duration.ofSeconds(5);

  /** Workflow runs that are kept in memory; others are read again when they go on. */
  private static final int RUNS = 400;

  /** Its root, its method, and what is said to it meanwhile. */
  private static final int THREADS_OF_A_RUN = 3;

  private final WorkflowClient client;
  private final List<Object> coreActivities;
  private final List<Object> systemActivities;
  private final Map<SystemName, WorkerFactory> systems = new ConcurrentHashMap<>();
  private final Beats beats = new Beats();
  private final WorkerFactory core;

  public Workers(
      WorkflowClient client, List<Object> coreActivities, List<Object> systemActivities) {
    this.client = client;
    this.coreActivities = List.copyOf(coreActivities);
    this.systemActivities = List.copyOf(systemActivities);
    this.core = factory();
  }

  /** Begins to serve workflows and the core's activities. */
  public void startCore() {
    Worker worker = core.newWorker(TaskQueues.CORE, options());
    // A forged answer that nobody asked a step for ends the run, and the reconciler starts it anew
    // as held; without this its task would be tried for ever, unseen.
    worker.registerWorkflowImplementationTypes(
        WorkflowImplementationOptions.newBuilder()
            .setFailWorkflowExceptionTypes(DataConverterException.class)
            .build(),
        CampaignWorkflowImpl.class,
        WaveWorkflowImpl.class,
        RotationWorkflowImpl.class,
        DrillWorkflowImpl.class);
    worker.registerActivitiesImplementations(coreActivities.toArray());
    core.start();
  }

  /** Begins to serve a system; does nothing if it is served already. */
  public void serve(SystemName system) {
    systems.computeIfAbsent(
        system,
        name -> {
          WorkerFactory factory = factory();
          factory
              .newWorker(TaskQueues.of(name), options())
              .registerActivitiesImplementations(systemActivities.toArray());
          factory.start();
          return factory;
        });
  }

  /** The systems that this process serves. */
  public List<SystemName> serving() {
    return systems.keySet().stream().sorted().toList();
  }

  @Override
  public void close() {
    systems.values().forEach(WorkerFactory::shutdown);
    core.shutdown();
    systems
        .values()
        .forEach(factory -> factory.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS));
    core.awaitTermination(LEAVE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private WorkerFactory factory() {
    return WorkerFactory.newInstance(
        client,
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(RUNS)
            .setMaxWorkflowThreadCount(RUNS * THREADS_OF_A_RUN)
            // From the inside out: a failure is understood first, then shortened.
            .setWorkerInterceptors(beats, new Outages(), new BriefFailures())
            .build());
  }

  /** On small, busy machines a thread that waits for a core is no deadlock. */
  private static WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(20).toMillis())
        .setMaxConcurrentActivityExecutionSize(100)
        .build();
  }
}
