// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The way back: signed, in reverse, and never past the pivot. */
@Timeout(60)
class WarrantBackTest {

  private static final String NEW = "AKIANEW";
  private static final Instant LATE = WrittenChain.START.plus(Duration.ofDays(1));

  private final PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, "build log");

  private static Map<String, ?> effect(Effect.Type type, String target) {
    return Map.of("operation", type.text() + "/1", "effect", type.text(), "target", target);
  }

  private static Map<String, ?> outcome(Effect.Type type, String target, String result) {
    return Map.of(
        "operation",
        type.text() + "/1",
        "effect",
        type.text(),
        "target",
        target,
        "result",
        result,
        "credential",
        NEW);
  }

  /** Delivered to its place, then held there. */
  private WrittenChain delivered() {
    WrittenChain chain = new WrittenChain(planned).preflight(WrittenChain.CUT_OFF);
    chain.add("intent", effect(Effect.Type.ISSUE, "label"));
    chain.add("outcome", outcome(Effect.Type.ISSUE, "label", "done"));
    chain.step(Step.ISSUE, Map.of()).step(Step.PROVE_NEW, Map.of());
    chain.add("intent", effect(Effect.Type.WRITE, "place"));
    return chain.step(Step.DELIVER, Map.of()).blocked(Step.CONFIRM, "not-confirmed");
  }

  private WrittenChain turned() {
    return delivered().decided("roll-back");
  }

  private Optional<String> objection(
      WrittenChain chain, Effect.Type type, Step step, String target) {
    Effect effect = new Effect(type, step, 0, type.text() + "/2", -1, target);
    return Warrant.objection(planned, chain.past(), effect, LATE);
  }

  @Test
  void nothingIsSwitchedOnUnlessThatWasSigned() {
    assertThat(objection(delivered(), Effect.Type.ENABLE, Step.ENABLE, WrittenChain.LEAKED))
        .contains("nobody signed that it is rolled back");
    assertThat(objection(turned(), Effect.Type.ENABLE, Step.ENABLE, WrittenChain.LEAKED)).isEmpty();
  }

  @Test
  void whatWasAskedForMeanwhileNeedsNoApprovalOnTheWayBackAndOneOnAnyOther() {
    WrittenChain asked = delivered().decided("add-consumer");
    assertThat(objection(asked, Effect.Type.WRITE, Step.DELIVER, "place"))
        .contains("the owner's approval is not on record");

    asked.blocked(Step.APPROVE, "denied").decided("roll-back");

    assertThat(objection(asked, Effect.Type.ENABLE, Step.ENABLE, WrittenChain.LEAKED)).isEmpty();
  }

  @Test
  void onlyTheRecordedOneIsSwitchedOn() {
    assertThat(objection(turned(), Effect.Type.ENABLE, Step.ENABLE, NEW))
        .hasValueSatisfying(why -> assertThat(why).contains("is not the recorded credential"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.Type.class,
      names = {"ENABLE", "WRITE"})
  void thereIsNoWayBackOnceItMayBeRevoked(Effect.Type type) {
    WrittenChain chain = turned().step(Step.ENABLE, Map.of());
    assertThat(objection(chain, type, Step.RESTORE, WrittenChain.LEAKED)).isEmpty();
    chain.add("intent", effect(Effect.Type.REVOKE, WrittenChain.LEAKED));
    assertThat(objection(chain, type, Step.RESTORE, WrittenChain.LEAKED))
        .contains("AKIALEAKED may be dead already");
    chain.add("outcome", outcome(Effect.Type.REVOKE, WrittenChain.LEAKED, "unknown"));
    assertThat(objection(chain, type, Step.RESTORE, WrittenChain.LEAKED)).isPresent();
    chain.add("outcome", outcome(Effect.Type.REVOKE, WrittenChain.LEAKED, "rejected"));
    assertThat(objection(chain, type, Step.RESTORE, WrittenChain.LEAKED)).isEmpty();
  }

  @Test
  void whatMayBeReplacedInPlaceHasNoWayBack() {
    PlannedRotation inPlace = WrittenChain.inPlace(new CredentialId(WrittenChain.LEAKED), "log");
    WrittenChain chain =
        new WrittenChain(inPlace)
            .preflight(WrittenChain.CUT_OFF)
            .add("intent", effect(Effect.Type.ISSUE, WrittenChain.LEAKED))
            .blocked(Step.ISSUE, "unreachable")
            .decided("roll-back");
    Effect enable =
        new Effect(Effect.Type.ENABLE, Step.ENABLE, 0, "enable/2", -1, WrittenChain.LEAKED);
    assertThat(Warrant.objection(inPlace, chain.past(), enable, LATE))
        .contains("AKIALEAKED may be dead already");
  }

  /** A crash may come between what switched it off and the step that says so. */
  @Test
  void whatMayBeSwitchedOffIsTakenForSwitchedOff() {
    assertThat(delivered().past().mayBeDisabled()).isFalse();

    assertThat(disabling().past().mayBeDisabled()).isTrue();
    assertThat(disabled("done").past().mayBeDisabled()).isTrue();
    assertThat(disabled("unknown").past().mayBeDisabled()).isTrue();
    assertThat(disabled("rejected").past().mayBeDisabled()).isFalse();
  }

  private WrittenChain disabling() {
    return delivered().add("intent", effect(Effect.Type.DISABLE, WrittenChain.LEAKED));
  }

  private WrittenChain disabled(String result) {
    return disabling().add("outcome", outcome(Effect.Type.DISABLE, WrittenChain.LEAKED, result));
  }

  @Test
  void theOldValueGoesBackOnlyWhereItWorksAgain() {
    assertThat(objection(turned(), Effect.Type.WRITE, Step.RESTORE, "place"))
        .hasValueSatisfying(why -> assertThat(why).contains("not on record as working again"));
  }

  @Test
  void whatWasIssuedIsWithdrawnOnlyWhenEveryPlaceWasPutBackAndReadAgain() {
    WrittenChain chain = turned().step(Step.ENABLE, Map.of());
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, NEW))
        .contains("a place may hold AKIANEW");
    chain.step(Step.RESTORE, Map.of());
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, NEW))
        .contains("0 of 1 places were read again just before");
    chain.place(Step.WITHDRAW);
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, NEW))
        .contains("nobody has looked whether consumers still use " + NEW);
    chain.add("unused", Map.of("credential", "another", "round", 0, "step", "withdraw"));
    chain.add("unused", Map.of("credential", NEW, "round", 1, "step", "withdraw"));
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, NEW)).isPresent();
    chain.add("unused", Map.of("credential", NEW, "round", 0, "step", "withdraw"));
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, NEW)).isEmpty();
    assertThat(objection(chain, Effect.Type.WITHDRAW, Step.WITHDRAW, WrittenChain.LEAKED))
        .contains("AKIALEAKED is the leaked one, not of our making");
  }

  @Test
  void onTheWayBackNothingIsIssuedOrKilled() {
    WrittenChain chain = turned();
    assertThat(objection(chain, Effect.Type.ISSUE, Step.ISSUE, "label"))
        .contains("it is being rolled back: nothing is issued");
    for (Effect.Type type : List.of(Effect.Type.DISABLE, Effect.Type.REVOKE)) {
      assertThat(objection(chain, type, Step.REVOKE, WrittenChain.LEAKED))
          .contains("it is being rolled back: nothing is killed");
    }
    assertThat(objection(chain, Effect.Type.DESTROY, Step.PROVE, "place")).isPresent();
  }
}
