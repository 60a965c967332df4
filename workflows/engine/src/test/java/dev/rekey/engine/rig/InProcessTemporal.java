// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.campaign.CampaignWorkflowImpl;
import dev.rekey.engine.campaign.WaveWorkflowImpl;
import dev.rekey.engine.payload.Payloads;
import dev.rekey.engine.rotation.RotationWorkflowImpl;
import dev.rekey.engine.rotation.Signs;
import dev.rekey.engine.rotation.TaskQueues;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.testservice.v1.LockTimeSkippingRequest;
import io.temporal.api.testservice.v1.UnlockTimeSkippingRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.converter.DataConverter;
import io.temporal.serviceclient.TestServiceStubs;
import io.temporal.serviceclient.TestServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Temporal inside the test's own process, where time passes as fast as nobody needs it: one for
 * each test, since what an earlier one left open can hold the time. The only class that knows the
 * SDK's test environment, which is to be deprecated.
 */
public final class InProcessTemporal implements BeforeEachCallback, AfterEachCallback {

  private static final List<SearchAttributeKey<String>> KEYS =
      List.of(
          Signs.CAMPAIGN,
          Signs.SYSTEM,
          Signs.TEAM,
          Signs.PHASE,
          Signs.WAITING_ON,
          Signs.HELD_REASON,
          Signs.RISK);

  private final DataConverter converter;
  private final List<WorkerFactory> serving = new ArrayList<>();
  private Nap.Ringing bell = new Nap.Ringing();
  private @Nullable TestWorkflowEnvironment environment;

  private InProcessTemporal(DataConverter converter) {
    this.converter = converter;
  }

  /** Payloads are JSON as it is. */
  public static InProcessTemporal readable() {
    return new InProcessTemporal(Payloads.readable());
  }

  public static InProcessTemporal converting(DataConverter converter) {
    return new InProcessTemporal(converter);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    bell = new Nap.Ringing();
    TestEnvironmentOptions.Builder options =
        TestEnvironmentOptions.newBuilder()
            .setWorkerFactoryOptions(factoryOptions())
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(converter).build());
    environment = TestWorkflowEnvironment.newInstance(options.build());
    for (SearchAttributeKey<String> key : KEYS) {
      environment.registerSearchAttribute(
          key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    serving.forEach(WorkerFactory::shutdownNow);
    serving.clear();
    environment().close();
  }

  public WorkflowClient client() {
    return environment().getWorkflowClient();
  }

  /** The server's own time. */
  public Instant now() {
    return Instant.ofEpochMilli(environment().currentTimeMillis());
  }

  /**
   * Lets that much time pass, and not a moment more: it is stopped before anything else can go on.
   * The test environment's own sleep sometimes never returns; and whoever waits for a workflow's
   * result lets time run on until the answer is there, which on a busy machine can be days.
   */
  public void pass(Duration time) {
    TestServiceStubs server =
        TestServiceStubs.newServiceStubs(
            TestServiceStubsOptions.newBuilder()
                .setChannel(environment().getWorkflowServiceStubs().getRawChannel())
                .validateAndBuildWithDefaults());
    WorkflowOptions options = WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CORE).build();
    Nap nap = client().newWorkflowStub(Nap.class, options);
    WorkflowClient.start(nap::sleep, time);
    server.blockingStub().unlockTimeSkipping(UnlockTimeSkippingRequest.getDefaultInstance());
    CountDownLatch ringing = bell.await();
    server.blockingStub().lockTimeSkipping(LockTimeSkippingRequest.getDefaultInstance());
    ringing.countDown();
  }

  /** Serves the workflows and these core activities. */
  public void serveCore(Object... activities) {
    WorkerFactory factory = factory();
    Worker worker = factory.newWorker(TaskQueues.CORE, workerOptions());
    worker.registerWorkflowImplementationTypes(
        CampaignWorkflowImpl.class,
        WaveWorkflowImpl.class,
        RotationWorkflowImpl.class,
        Nap.Taken.class);
    worker.registerActivitiesImplementations(activities);
    worker.registerActivitiesImplementations(bell);
    factory.start();
  }

  /** Serves activities on another queue. */
  public void serve(String queue, Object... activities) {
    WorkerFactory factory = factory();
    factory.newWorker(queue, workerOptions()).registerActivitiesImplementations(activities);
    factory.start();
  }

  /** Replays a history against workflow code; throws if that code would have done otherwise. */
  public void replay(WorkflowExecutionHistory history, Class<?> workflow) throws Exception {
    WorkerFactory factory = factory();
    Worker worker = factory.newWorker("replay", workerOptions());
    worker.registerWorkflowImplementationTypes(workflow);
    try {
      worker.replayWorkflowExecution(history);
    } finally {
      factory.shutdownNow();
    }
  }

  private WorkerFactory factory() {
    WorkerFactory factory = WorkerFactory.newInstance(client(), factoryOptions());
    serving.add(factory);
    return factory;
  }

  private static WorkerFactoryOptions factoryOptions() {
    return WorkerFactoryOptions.newBuilder().setUsingVirtualWorkflowThreads(true).build();
  }

  /** On small, busy machines a thread that waits for a core is no deadlock. */
  static WorkerOptions workerOptions() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(Duration.ofSeconds(20).toMillis())
        .build();
  }

  private TestWorkflowEnvironment environment() {
    return requireNonNull(environment, "not started");
  }
}
