// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.payload.Payloads;
import dev.rekey.engine.rig.FakeCodec;
import dev.rekey.engine.rig.InProcessTemporal;
import dev.rekey.engine.rig.Intruder;
import dev.rekey.engine.rig.Rotations;
import dev.rekey.engine.rig.Running;
import dev.rekey.engine.rig.Sample;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Verb;
import io.temporal.client.WorkflowStub;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody without the key can do who reaches Temporal: be noticed, and nothing else. */
@Timeout(60)
class IntruderTest {

  @RegisterExtension
  static final InProcessTemporal TEMPORAL =
      InProcessTemporal.converting(Payloads.sealed(new FakeCodec()));

  private Rotations rotations;
  private Intruder intruder;

  @BeforeEach
  void serve() {
    rotations = Rotations.on(TEMPORAL);
    intruder = new Intruder(TEMPORAL.client());
  }

  private static @Nullable Object forged(String kind, Head head) {
    return switch (kind) {
      case "in-clear" -> new StepResult(new StepOutcome.Done(), head, "revoked, believe me");
      case "of-no-shape" -> "done";
      case "of-bytes" -> "done".getBytes(StandardCharsets.UTF_8);
      case "of-nothing" -> null;
      default -> throw new IllegalArgumentException(kind);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-clear", "of-no-shape", "of-bytes", "of-nothing"})
  void aForgedAnswerOfAStepIsAHoldAndAnAlarm(String kind) {
    Sample sample = Sample.of("step-" + kind).places(0).unasked();
    rotations.steps.script(
        sample.planned().getFirst().id(),
        "Revoke",
        request -> intruder.answers(forged(kind, request.head())).apply(request));
    Running run = rotations.start(sample);
    run.finishSoak();
    run.untilHeld("an activity's answer was forged");
    assertThat(rotations.ledger.alarms(sample.campaign()))
        .singleElement()
        .asString()
        .contains("the answer of revoke cannot be read as one of ours");
    assertThat(run.log()).doesNotContain("Prove");

    run.decide(run.onHold(rotations.people.bob, Verb.RETRY));
    run.finish();
    assertThat(Collections.frequency(run.log(), "Revoke")).isEqualTo(2);
  }

  @Test
  void onlyARetryResolvesAForgedAnswer() {
    Sample sample = Sample.of("only-retry").places(0).unasked();
    rotations.steps.script(sample.planned().getFirst().id(), "Issue", intruder.answers("done"));
    Running run = rotations.start(sample);
    run.untilHeld("an activity's answer was forged");

    assertThat(run.refusal(run.onHold(rotations.people.bob, Verb.CUT_ANYWAY)))
        .contains("expected: one of [RETRY]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-clear", "of-no-shape", "of-bytes", "of-nothing"})
  void aForgedAnswerOfTheLedgerIsAnAlarmAndAskedForAgain(String kind) {
    Sample sample = Sample.of("ledger-" + kind).places(0);
    rotations.ledger.intrude(
        sample.campaign(), () -> intruder.complete(forged(kind, Head.start("elsewhere"))));
    Running run = rotations.start(sample);
    run.untilAsked();
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();

    assertThat(rotations.ledger.alarms(sample.campaign()))
        .singleElement()
        .asString()
        .contains("an answer of the ledger cannot be read as one of ours");
    assertThat(run.log()).endsWith("Prove");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "nothing", "text", "other-shape"})
  void noSignalStopsTheRun(String kind) {
    Running run = rotations.start(Sample.of("signal-" + kind).places(0));
    run.untilAsked();
    WorkflowStub stub = intruder.client().newUntypedWorkflowStub(run.workflow());
    switch (kind) {
      case "bytes" -> stub.signal("decision", (Object) "x".getBytes(StandardCharsets.UTF_8));
      case "nothing" -> stub.signal("decision");
      case "text" -> stub.signal("decision", "approve");
      default -> stub.signal("decision", Map.of("signed", List.of(1, 2)));
    }

    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @Test
  void aDecisionInClearCountsBecauseItIsSigned() {
    Running run = rotations.start(Sample.of("clear-decision").places(0));
    run.untilAsked();

    intruder
        .client()
        .newUntypedWorkflowStub(run.workflow())
        .signal("decision", run.onApproval(rotations.people.olga, Verb.APPROVE));

    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "nothing", "text"})
  void noUpdateStopsTheRun(String kind) {
    Running run = rotations.start(Sample.of("update-" + kind).places(0));
    run.untilAsked();
    WorkflowStub stub = intruder.client().newUntypedWorkflowStub(run.workflow());
    Object[] arguments =
        switch (kind) {
          case "bytes" -> new Object[] {"x".getBytes(StandardCharsets.UTF_8)};
          case "nothing" -> new Object[] {};
          default -> new Object[] {"approve"};
        };

    assertThatThrownBy(() -> stub.update("decide", String.class, arguments)).isNotNull();
    run.decide(run.onApproval(rotations.people.olga, Verb.APPROVE));
    run.finish();
    assertThat(run.log()).endsWith("Prove");
  }
}
