// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever approves is shown which consumers were not well before anything was done. */
@Timeout(60)
class UnwellTest {

  private static final String SHOP = "bao:https://shop/health";

  @RegisterExtension static final InProcessTemporal TEMPORAL = InProcessTemporal.readable();

  private Rotations rotations;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
  }

  private Sample asking(String name) {
    return Sample.of(name).places(1).asking(SHOP, "bao:https://billing/health");
  }

  @Test
  void anApprovalIsAboutWhatTheConsumersAnsweredBeforeIt() {
    Sample sample = asking("unwell");
    rotations.steps.script(
        sample.planned().getFirst().id(), "AskConsumer", rotations.steps.unwell("answered 503"));
    Running run = rotations.start(sample);
    run.untilAsked();

    assertThat(run.log()).containsExactly("AskConsumer?0", "AskConsumer?1");
    assertThat(rotations.ledger.fold(run.planned()).planned().unwell())
        .containsExactly(Map.entry(SHOP, "answered 503"));
    assertThat(run.refusal(run.onApproval(rotations.people.olga, Verb.APPROVE)))
        .contains("the facts have changed since it was signed");

    run.decide(run.asItStands(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void whereAllAreWellAnApprovalIsAboutThePlanAsItWas() {
    Running run = rotations.start(asking("well"));
    run.untilAsked();

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
  }

  @Test
  void oneThatCannotBeAskedKeepsNobodyFromBeingAsked() {
    Sample sample = asking("unasked");
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "AskConsumer",
        rotations.steps.later(HeldReason.UNREACHABLE, Duration.ofDays(400)));
    Running run = rotations.start(sample);
    run.untilAsked();

    assertThat(rotations.ledger.fold(run.planned()).planned().unwell())
        .containsExactly(Map.entry(SHOP, "not now"));
    run.decide(run.asItStands(rotations.people.olga, Verb.APPROVE));
    run.finish();
  }

  /** The team that it was handed to is shown how they are now. */
  @Test
  void whoeverIsAskedNextIsShownHowTheyAreThen() {
    Sample sample = asking("mended");
    rotations.steps.script(
        sample.planned().getFirst().id(), "AskConsumer", rotations.steps.unwell("answered 503"));
    Running run = rotations.start(sample);
    run.untilAsked();
    Delivery denial = run.asItStands(rotations.people.olga, Verb.DENY);
    run.decide(denial);
    run.untilHeld("the owner denied it");
    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    Rotations.until("asked again", () -> run.timesAsked() == 2);

    assertThat(rotations.ledger.fold(run.planned()).planned().unwell()).isEmpty();
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
  }

  @Test
  void aNewRunAsksThemAnewAndTheSameAnswersAreTheSameToApprove() {
    Sample sample = asking("restarted");
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "AskConsumer",
        rotations.steps.unwell("answered 503"),
        rotations.steps.well(),
        rotations.steps.unwell("answered 503"));
    Running run = rotations.start(sample);
    run.untilAsked();
    run.terminate();
    Running again = rotations.start(sample);
    Rotations.until("asked anew", () -> run.log().size() == 4);

    again.decide(again.asItStands(rotations.people.olga, Verb.APPROVE));
    again.finish();
    assertThat(rotations.ledger.fold(run.planned()).planned().unwell()).containsKey(SHOP);
  }
}
