// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rig.FakeCampaigns;
import dev.rekey.engine.rig.FakeSteps;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.RunningCampaign;
import dev.rekey.engine.rig.Sample;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.Pace;
import dev.rekey.words.CampaignName;
import dev.rekey.words.RotationId;
import io.temporal.client.WorkflowClient;
import io.temporal.common.WorkflowExecutionHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The lives whose histories are kept: each is run once on a real server, and replayed for ever. */
final class Scenarios {

  /** Short waits: a real server's time cannot be made to fly. */
  private static final Pace BRISK =
      new Pace(
          1,
          Duration.ZERO,
          Duration.ofSeconds(10),
          Duration.ofMillis(100),
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          2,
          Duration.ZERO,
          Duration.ofMinutes(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));

  private final Rotations rotations;
  private final WorkflowClient client;

  Scenarios(Rotations rotations, WorkflowClient client) {
    this.rotations = rotations;
    this.client = client;
  }

  private static Sample sample(String name) {
    return Sample.of(name).at(BRISK);
  }

  private static RotationId id(Sample sample) {
    return sample.planned().getFirst().id();
  }

  /** Scenario to history, of lanes. */
  Map<String, WorkflowExecutionHistory> lanes() {
    Map<String, WorkflowExecutionHistory> histories = new LinkedHashMap<>();
    histories.put("undisturbed", undisturbed());
    histories.put("held-retried", heldAndRetried());
    histories.put("denied", denied());
    histories.put("exception", exception());
    histories.put("forged-signal", forgedSignal());
    histories.put("two-turns", twoTurns());
    histories.put("consumer-hurt", consumerHurt());
    return histories;
  }

  private WorkflowExecutionHistory undisturbed() {
    Running run = rotations.start(sample("undisturbed"));
    run.untilAsked();
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    return run.history();
  }

  private WorkflowExecutionHistory heldAndRetried() {
    Sample sample = sample("held").unasked();
    rotations.steps.script(
        id(sample),
        "Issue",
        rotations.steps.blocked(HeldReason.REJECTED),
        rotations.steps.blocked(HeldReason.UNREACHABLE));
    Running run = rotations.start(sample);
    run.finishHeldOnce(rotations.people.bob, "the system refuses the call");
    return run.history();
  }

  private WorkflowExecutionHistory denied() {
    Running run = rotations.start(sample("denied").places(1));
    run.untilAsked();
    run.decide(run.onApproval(rotations.people.olga, Verb.DENY));
    run.untilHeld("the owner denied it");
    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("asked again", () -> run.timesAsked() == 2);
    run.signal(run.onApproval(rotations.people.carla, Verb.APPROVE));
    run.finish();
    return run.history();
  }

  private WorkflowExecutionHistory exception() {
    Sample sample = sample("excepted").places(1).unasked();
    rotations.steps.script(
        id(sample), "Confirm", rotations.steps.blocked(HeldReason.NOT_CONFIRMED));
    Running run = rotations.start(sample);
    run.untilHeld("a consumer has not taken up the new credential");
    Delivery exception =
        run.onHold(rotations.people.bob, Verb.EXCEPT, Instant.now().plusSeconds(3).toString());
    run.decide(exception);
    run.signal(run.countersign(rotations.people.carla, exception));
    run.finishHeldOnce(rotations.people.bob, "its exception has expired");
    return run.history();
  }

  private WorkflowExecutionHistory forgedSignal() {
    Running run = rotations.start(sample("forged").places(0));
    run.untilAsked();
    Digest shown = Shown.forApproval(run.planned());
    run.signal(
        run.delivery(
            shown,
            rotations.people.mallory.sign(
                run.statement(rotations.people.olga, Verb.APPROVE, shown))));
    run.stub().signal("decision");
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    return run.history();
  }

  private WorkflowExecutionHistory twoTurns() {
    Running run = rotations.start(sample("turns").turns(2).places(1).unasked());
    run.finish();
    return run.history();
  }

  /** The disable hurts a consumer; mended, it is well again. */
  private WorkflowExecutionHistory consumerHurt() {
    Sample sample = sample("hurt").places(1).unasked().asking("bao:https://shop/health");
    FakeSteps.Attempt well = rotations.steps.well();
    rotations.steps.script(
        id(sample), "AskConsumer", well, well, well, rotations.steps.blocked(HeldReason.UNHEALTHY));
    Running run = rotations.start(sample);
    run.finishHeldOnce(rotations.people.bob, HeldReason.UNHEALTHY.sentence());
    return run.history();
  }

  /** A campaign of two waves, from its start to its closing. */
  RunningCampaign campaign(CampaignName name, FakeCampaigns campaigns) {
    RunningCampaign campaign = RunningCampaign.start(name, client, Instant::now);
    campaign.until("waits for somebody other than its author");
    campaign.stub().signal("decision", campaign.onPlan(rotations.people.mallory, Verb.APPROVE));
    campaign.decide(campaign.onPlan(rotations.people.bob, Verb.APPROVE));
    campaign.until("all waves started");
    campaigns.unaccounted(1);
    campaign.prepare();
    campaigns.unaccounted(0);
    campaign.prepare();
    campaign.close(campaign.onClosing(rotations.people.bob));
    campaign.finish();
    return campaign;
  }
}
