// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import dev.rekey.engine.campaign.CampaignWorkflowImpl;
import dev.rekey.engine.campaign.WaveWorkflowImpl;
import dev.rekey.engine.payload.Payloads;
import dev.rekey.engine.rig.FakeCampaigns;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.RunningCampaign;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.RotationWorkflowImpl;
import dev.rekey.engine.rotation.Signs;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.operatorservice.v1.AddSearchAttributesRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.SearchAttributeKey;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.serviceclient.OperatorServiceStubs;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Records a release's histories on a real Temporal server, for {@link ReplayTest}.
 *
 * <p>With every release, from the module's folder: run {@code main} with the test class path and
 * two arguments, the release and {@code src/test/resources/histories}; commit the new files beside
 * the old ones. Files of earlier releases are never changed: runs of that release may still be
 * open. To delete one takes a decision record.
 */
public final class HistoryRecorder {

  private static final List<SearchAttributeKey<String>> KEYS =
      List.of(
          Signs.CAMPAIGN,
          Signs.SYSTEM,
          Signs.TEAM,
          Signs.PHASE,
          Signs.WAITING_ON,
          Signs.HELD_REASON,
          Signs.RISK);

  private static final CampaignName CAMPAIGN = new CampaignName("whole");

  private final WorkflowClient client;
  private final WorkerFactory workers;
  private final Rotations rotations;
  private final FakeCampaigns campaigns;

  private HistoryRecorder(WorkflowServiceStubs service) {
    this.client =
        WorkflowClient.newInstance(
            service,
            WorkflowClientOptions.newBuilder().setDataConverter(Payloads.readable()).build());
    this.workers = WorkerFactory.newInstance(client);
    this.rotations =
        new Rotations(
            client,
            Instant::now,
            length -> LockSupport.parkNanos(length.toNanos()),
            Timing.DEFAULT);
    List<Sample> lanes = IntStream.range(0, 3).mapToObj(HistoryRecorder::lane).toList();
    lanes.forEach(rotations.ledger::plan);
    List<Lane> all = lanes.stream().map(Sample::lane).toList();
    this.campaigns =
        new FakeCampaigns(rotations.people, List.of(all.subList(0, 1), all.subList(1, 3)));
  }

  private static Sample lane(int number) {
    return Sample.of("whole").of(CAMPAIGN, "lane-" + number).places(0);
  }

  /** Release and target folder. */
  public static void main(String[] arguments) throws IOException {
    String release = arguments[0];
    Path folder = Path.of(arguments[1]);
    Path state = Files.createTempDirectory("rekey-histories");
    try (TemporalServer server = TemporalServer.start(state, TemporalOptions.headless())) {
      WorkflowServiceStubs service =
          WorkflowServiceStubs.newServiceStubs(
              WorkflowServiceStubsOptions.newBuilder().setTarget(server.target()).build());
      register(service);
      new HistoryRecorder(service).record(release, folder);
      service.shutdownNow();
    }
  }

  private static void register(WorkflowServiceStubs service) {
    AddSearchAttributesRequest.Builder request =
        AddSearchAttributesRequest.newBuilder().setNamespace("default");
    KEYS.forEach(key ->
        request.putSearchAttributes(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
    OperatorServiceStubs.newServiceStubs(
            OperatorServiceStubsOptions.newBuilder()
                .setChannel(service.getRawChannel())
                .validateAndBuildWithDefaults())
        .blockingStub()
        .addSearchAttributes(request.build());
    LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
  }

  private void record(String release, Path folder) throws IOException {
    Worker core = workers.newWorker(TaskQueues.CORE);
    core.registerWorkflowImplementationTypes(
        CampaignWorkflowImpl.class, WaveWorkflowImpl.class, RotationWorkflowImpl.class);
    core.registerActivitiesImplementations(rotations.ledger, campaigns);
    workers
        .newWorker(TaskQueues.of(Sample.AWS))
        .registerActivitiesImplementations(rotations.steps, campaigns);
    workers.newWorker(TaskQueues.of(Sample.BAO)).registerActivitiesImplementations(rotations.steps);
    workers.start();
    Scenarios scenarios = new Scenarios(rotations, client);
    for (Map.Entry<String, WorkflowExecutionHistory> one : scenarios.lanes().entrySet()) {
      write(folder, "Rotation", release, one.getKey(), one.getValue());
    }
    RunningCampaign campaign = scenarios.campaign(CAMPAIGN, campaigns);
    write(folder, "Campaign", release, "closed", campaign.history());
    write(folder, "Wave", release, "two-lanes", campaign.waveHistory(2));
    workers.shutdownNow();
  }

  private static void write(
      Path folder, String type, String release, String scenario, WorkflowExecutionHistory history)
      throws IOException {
    Path file = folder.resolve(type).resolve("%s-%s.json".formatted(release, scenario));
    Files.createDirectories(file.getParent());
    Files.writeString(file, history.toJson(/* prettyPrint= */ true) + "\n");
  }
}
