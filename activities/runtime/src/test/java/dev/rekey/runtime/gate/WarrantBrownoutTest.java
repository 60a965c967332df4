// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A brownout switches off only what may die, and on only what it switched off. */
@Timeout(60)
class WarrantBrownoutTest {

  private final PlannedRotation planned =
      WrittenChain.brownedOut(new CredentialId(WrittenChain.LEAKED));

  private WrittenChain preflight() {
    return new WrittenChain(planned).preflight(WrittenChain.CUT_OFF.minusSeconds(60));
  }

  private static WrittenChain switched(WrittenChain chain, String effect, String result) {
    Map<String, ?> body =
        Map.of("effect", effect, "step", "observe", "round", 0, "operation", effect);
    chain.add("intent", body);
    return chain.add(
        "outcome",
        Map.of(
            "effect",
            effect,
            "step",
            "observe",
            "round",
            0,
            "operation",
            effect,
            "result",
            result));
  }

  private Optional<String> objection(WrittenChain chain, Effect.Type type, Step step) {
    return objection(planned, chain, type, step);
  }

  private static Optional<String> objection(
      PlannedRotation planned, WrittenChain chain, Effect.Type type, Step step) {
    Effect effect = new Effect(type, step, 0, type.text() + "/0", -1, WrittenChain.LEAKED);
    return Warrant.objection(
        planned, chain.past(), effect, WrittenChain.START.plus(Duration.ofHours(2)));
  }

  @Test
  void whatItSwitchedOffItSwitchesOnAgain() {
    assertThat(objection(preflight(), Effect.Type.DISABLE, Step.OBSERVE)).isEmpty();
    assertThat(
            objection(switched(preflight(), "disable", "done"), Effect.Type.ENABLE, Step.OBSERVE))
        .isEmpty();
  }

  @Test
  void whatItDidNotSwitchOffNobodySwitchesOn() {
    assertThat(objection(preflight(), Effect.Type.ENABLE, Step.OBSERVE)).isPresent();
    assertThat(
            objection(
                switched(preflight(), "disable", "rejected"), Effect.Type.ENABLE, Step.OBSERVE))
        .isPresent();
    assertThat(objection(switched(preflight(), "disable", "done"), Effect.Type.ENABLE, Step.ENABLE))
        .isPresent();
    WrittenChain on = switched(switched(preflight(), "disable", "done"), "enable", "done");
    assertThat(objection(on, Effect.Type.ENABLE, Step.OBSERVE)).isPresent();
  }

  @Test
  void withoutOneInThePlanNothingIsSwitchedOffWhileItIsObserved() {
    PlannedRotation without = WrittenChain.planned(Disposition.RETIRE, "build log of 11-22");
    WrittenChain chain = new WrittenChain(without).preflight(WrittenChain.CUT_OFF.minusSeconds(60));
    Effect effect =
        new Effect(Effect.Type.DISABLE, Step.OBSERVE, 0, "disable/0", -1, WrittenChain.LEAKED);

    assertThat(
            Warrant.objection(
                without, chain.past(), effect, WrittenChain.START.plus(Duration.ofHours(2))))
        .hasValue("the plan has no brownout");
  }

  @Test
  void whatAnotherStepSwitchedOffIsNoBrownout() {
    WrittenChain chain = switched(preflight(), "disable", "unknown");
    assertThat(SwitchedOff.brownout(chain.past().entries())).isPresent();

    chain.add("intent", Map.of("effect", "disable", "step", "disable", "operation", "disable/1"));

    assertThat(SwitchedOff.brownout(chain.past().entries())).isEmpty();
    assertThat(chain.past().mayBeDisabled()).isTrue();
    assertThat(objection(chain, Effect.Type.ENABLE, Step.OBSERVE)).isPresent();
  }

  @Test
  void itIsOffFromWhenThatIsSure() {
    WrittenChain chain = preflight();
    chain.add("intent", Map.of("effect", "disable", "step", "observe", "operation", "disable/0"));
    assertThat(SwitchedOff.in(chain.past().entries()).orElseThrow().since())
        .isEqualTo(chain.past().entries().getLast().at());
    chain.add(
        "outcome",
        Map.of("effect", "disable", "step", "observe", "operation", "disable/0", "result", "done"));

    assertThat(SwitchedOff.in(chain.past().entries()).orElseThrow().since())
        .isEqualTo(chain.past().entries().getLast().at());
  }

  @Test
  void itIsNotTheDisableBeforeTheSoak() {
    WrittenChain chain =
        switched(switched(preflight(), "disable", "done"), "enable", "done")
            .step(Step.OBSERVE, Map.of());
    assertThat(objection(chain, Effect.Type.REVOKE, Step.REVOKE))
        .hasValueSatisfying(why -> assertThat(why).contains("was not disabled first"));
  }

  @Test
  void aDeadlineThatCutsTakesWhatIsHeldInOneForGood() {
    PlannedRotation due =
        planned.dueBy(new Deadline(WrittenChain.START.plusSeconds(1), Deadline.Action.CUT));
    WrittenChain chain = new WrittenChain(due).preflight(WrittenChain.CUT_OFF.minusSeconds(60));
    switched(chain, "disable", "done").blocked(Step.OBSERVE, "brownout");
    assertThat(objection(due, chain, Effect.Type.ENABLE, Step.OBSERVE)).isEmpty();

    chain.add("deadline", Map.of("then", "cut"));

    assertThat(objection(due, chain, Effect.Type.DISABLE, Step.DISABLE)).isEmpty();
    chain.add("intent", Map.of("effect", "disable", "step", "disable", "operation", "disable/1"));
    assertThat(objection(due, chain, Effect.Type.ENABLE, Step.OBSERVE))
        .as("nobody is let in again")
        .isPresent();
  }
}
