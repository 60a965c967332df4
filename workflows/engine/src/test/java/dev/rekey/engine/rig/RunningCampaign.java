// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.engine.rotation.TaskQueues;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CampaignName;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A campaign that runs, and what people do about it. */
public final class RunningCampaign {

  private final CampaignName name;
  private final WorkflowClient client;
  private final Supplier<Instant> clock;

  private RunningCampaign(CampaignName name, WorkflowClient client, Supplier<Instant> clock) {
    this.name = name;
    this.client = client;
    this.clock = clock;
  }

  public static RunningCampaign start(
      CampaignName name, WorkflowClient client, Supplier<Instant> clock) {
    CampaignWorkflow workflow =
        client.newWorkflowStub(
            CampaignWorkflow.class,
            WorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.campaign(name))
                .setTaskQueue(TaskQueues.CORE)
                .build());
    WorkflowClient.start(workflow::run, new CampaignInput(name, 1));
    return new RunningCampaign(name, client, clock);
  }

  public WorkflowStub stub() {
    return client.newUntypedWorkflowStub(WorkflowIds.campaign(name));
  }

  public String standing() {
    return stub().query("standing", String.class);
  }

  public void until(String sentence) {
    Rotations.until(sentence, () -> standing().contains(sentence));
  }

  public SignedStatement onPlan(Person person, Verb verb) {
    return signed(person, verb, new PlanSubject(1, FakeCampaigns.PLAN));
  }

  /** About the plan that is to follow the first. */
  public SignedStatement onAmendment(Person person, Verb verb) {
    return signed(person, verb, new PlanSubject(2, FakeCampaigns.PLAN));
  }

  public SignedStatement onClosing(Person person) {
    return signed(person, Verb.CLOSE, new CertificateSubject(FakeCampaigns.CERTIFICATE));
  }

  private SignedStatement signed(Person person, Verb verb, Subject subject) {
    Instant now = clock.get();
    return person.sign(
        new Statement(
            name,
            subject,
            verb,
            person.name(),
            "because",
            now,
            now.plus(Duration.ofDays(400)),
            new TreeMap<>()));
  }

  /** The plan's approval by one person alone. */
  public SignedStatement alone(Person person) {
    Instant now = clock.get();
    return person.sign(
        new Statement(
            name,
            new PlanSubject(1, FakeCampaigns.PLAN),
            Verb.APPROVE,
            person.name(),
            "nobody else is awake",
            now,
            now.plus(Duration.ofDays(1)),
            new TreeMap<>(Map.of(Statement.SOLO, "true"))));
  }

  public String decide(SignedStatement signed) {
    return stub().update("decide", String.class, signed);
  }

  public ClosingDraft prepare() {
    return stub().update("prepare-closing", ClosingDraft.class);
  }

  public String close(SignedStatement signed) {
    return stub().update("close", String.class, signed);
  }

  public void finish() {
    stub().getResult(Void.class);
  }

  public WorkflowExecutionHistory history() {
    return client.fetchHistory(WorkflowIds.campaign(name));
  }

  public WorkflowExecutionHistory waveHistory(int wave) {
    return client.fetchHistory(WorkflowIds.wave(name, wave));
  }
}
