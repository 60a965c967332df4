// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger does not warrant does not happen, whoever asks for it. */
@Timeout(60)
class WarrantTest {

  private static final Instant BEFORE = WrittenChain.CUT_OFF;
  private static final Instant AFTER = WrittenChain.CUT_OFF.plusSeconds(1);
  private static final Instant LATE = WrittenChain.START.plus(Duration.ofDays(1));

  private static Optional<String> objection(
      PlannedRotation planned, WrittenChain chain, Effect.Type type, String target, Instant now) {
    Effect effect = new Effect(type, stepOf(type), 0, type.text() + "/1", -1, target);
    return Warrant.objection(planned, chain.past(), effect, now);
  }

  private static Optional<String> kill(PlannedRotation planned, WrittenChain chain) {
    return objection(planned, chain, Effect.Type.REVOKE, WrittenChain.LEAKED, LATE);
  }

  private static Step stepOf(Effect.Type type) {
    return switch (type) {
      case ISSUE -> Step.ISSUE;
      case WITHDRAW -> Step.WITHDRAW;
      case ENABLE -> Step.ENABLE;
      case WRITE -> Step.DELIVER;
      case DISABLE -> Step.DISABLE;
      case REVOKE -> Step.REVOKE;
      case DESTROY -> Step.PROVE;
    };
  }

  /** A replacement that stands everywhere, up to just before the old one is disabled. */
  private static WrittenChain replaced(PlannedRotation planned, Instant created) {
    WrittenChain chain = new WrittenChain(planned).preflight(created);
    for (Step step :
        List.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE)) {
      chain.step(step, Map.of());
    }
    return chain.step(Step.OBSERVE, Map.of()).place(Step.DISABLE).place(Step.REVOKE);
  }

  @Test
  void whatWasMadeAfterTheCutOffIsNotKilled() {
    PlannedRotation silent = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    assertThat(kill(silent, new WrittenChain(silent).preflight(BEFORE))).isEmpty();
    assertThat(kill(silent, new WrittenChain(silent).preflight(AFTER)))
        .hasValueSatisfying(why ->
            assertThat(why)
                .contains("AKIALEAKED was created 2026-11-20T00:00:01Z")
                .contains("after the cut-off 2026-11-20T00:00:00Z")
                .contains("new plan"));
  }

  @Test
  void whatIsOfUnknownAgeDiesOnlyIfSomebodySignedThatItLeaked() {
    Map<String, Object> unknown = Map.of("created-unknown", true);
    PlannedRotation silent = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    assertThat(kill(silent, new WrittenChain(silent).step(Step.PREFLIGHT, unknown)))
        .hasValueSatisfying(why ->
            assertThat(why)
                .contains("does not say when AKIALEAKED was made")
                .contains("may be from after the cut-off 2026-11-20T00:00:00Z")
                .contains("new plan"));
    WrittenChain cut =
        new WrittenChain(silent)
            .blocked(Step.PREFLIGHT, "mismatch")
            .decided("cut-anyway")
            .step(Step.PREFLIGHT, unknown);
    assertThat(kill(silent, cut)).isEmpty();
    PlannedRotation exposed = WrittenChain.planned(Disposition.REVOKE_NOW, "build log of 11-22");
    assertThat(kill(exposed, new WrittenChain(exposed).step(Step.PREFLIGHT, unknown))).isEmpty();
  }

  @Test
  void whatWasMadeAfterTheCutOffIsNotDisabledEither() {
    PlannedRotation silent = WrittenChain.planned(Disposition.REPLACE, "");
    assertThat(
            objection(
                silent, replaced(silent, BEFORE), Effect.Type.DISABLE, WrittenChain.LEAKED, LATE))
        .isEmpty();
    assertThat(
            objection(
                silent, replaced(silent, AFTER), Effect.Type.DISABLE, WrittenChain.LEAKED, LATE))
        .hasValueSatisfying(why -> assertThat(why).contains("after the cut-off"));
  }

  @Test
  void anExposureThatThePlanSignsLetsItDieWheneverItWasMade() {
    PlannedRotation exposed = WrittenChain.planned(Disposition.REVOKE_NOW, "build log of 11-22");
    assertThat(kill(exposed, new WrittenChain(exposed).preflight(AFTER))).isEmpty();
  }

  @Test
  void aSignedCutLetsItDieWheneverItWasMade() {
    PlannedRotation silent = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    WrittenChain chain =
        new WrittenChain(silent)
            .blocked(Step.PREFLIGHT, "mismatch")
            .decided("cut-anyway")
            .preflight(AFTER);
    assertThat(kill(silent, chain)).isEmpty();
  }

  @Test
  void aChainThatRecordsNoCutOffWarrantsNoKill() {
    PlannedRotation silent = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    Past past = new WrittenChain(silent).preflight(BEFORE).past();
    Past without =
        new Past(
            silent,
            past.entries().stream()
                .map(entry -> {
                  SortedMap<String, Object> body = new TreeMap<>(entry.body());
                  body.remove("cut-off");
                  return new Entry(
                      entry.chain(), entry.seq(), entry.previous(), entry.at(), entry.type(), body);
                })
                .toList());
    Effect revoke =
        new Effect(Effect.Type.REVOKE, Step.REVOKE, 0, "revoke/1", -1, WrittenChain.LEAKED);
    assertThat(Warrant.objection(silent, without, revoke, LATE))
        .contains("the chain records no cut-off");
  }

  @Test
  void whatIsGoneAlreadyHasNothingToBeHeldAgainst() {
    PlannedRotation silent = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    WrittenChain chain = new WrittenChain(silent).step(Step.PREFLIGHT, Map.of("listed", 0));
    assertThat(kill(silent, chain)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.Type.class,
      names = {"DISABLE", "REVOKE"})
  void onlyTheRecordedCredentialDies(Effect.Type type) {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, "build log");
    WrittenChain chain = replaced(planned, BEFORE).step(Step.DISABLE, Map.of());
    assertThat(objection(planned, chain, type, "AKIAOTHER", LATE))
        .contains("AKIAOTHER is not the recorded credential (expected: AKIALEAKED)");
    assertThat(objection(planned, chain, type, WrittenChain.LEAKED, LATE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Effect.Type.class)
  void nothingHappensBeforePreflight(Effect.Type type) {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, "build log");
    assertThat(objection(planned, new WrittenChain(planned), type, WrittenChain.LEAKED, LATE))
        .contains("no preflight is on record");
  }

  @Test
  void nothingDiesBeforeItsReplacementStands() {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, "build log");
    WrittenChain chain = new WrittenChain(planned).preflight(BEFORE).step(Step.ISSUE, Map.of());
    assertThat(objection(planned, chain, Effect.Type.DISABLE, WrittenChain.LEAKED, LATE))
        .hasValueSatisfying(why -> assertThat(why).startsWith("not on record as done: ["));
  }

  @Test
  void whatThePlanContainsDiesBeforeItsReplacementStands() {
    PlannedRotation contained = WrittenChain.contained("build log");
    WrittenChain chain = new WrittenChain(contained).preflight(BEFORE);
    assertThat(objection(contained, chain, Effect.Type.DISABLE, WrittenChain.LEAKED, LATE))
        .isEmpty();
    assertThat(kill(contained, chain)).isEmpty();
  }

  @Test
  void whatThePlanContainsIsNotSignedToHaveLeakedByThat() {
    PlannedRotation silent = WrittenChain.contained("");
    assertThat(kill(silent, new WrittenChain(silent).preflight(AFTER)))
        .hasValueSatisfying(why -> assertThat(why).contains("after the cut-off"));
    WrittenChain signed =
        new WrittenChain(silent)
            .blocked(Step.PREFLIGHT, "mismatch")
            .decided("cut-anyway")
            .preflight(AFTER);
    assertThat(kill(silent, signed)).isEmpty();
  }

  @Test
  void aRevokeWaitsForTheSoak() {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, "build log");
    WrittenChain chain = replaced(planned, BEFORE).step(Step.DISABLE, Map.of());
    Instant early = WrittenChain.START.plus(planned.pace().soak()).minusSeconds(60);
    assertThat(objection(planned, chain, Effect.Type.REVOKE, WrittenChain.LEAKED, early))
        .hasValueSatisfying(why -> assertThat(why).startsWith("its soak lasts until"));
  }

  @Test
  void theChainMustBeginAsThePlanSays() {
    PlannedRotation planned = WrittenChain.planned(Disposition.REVOKE_NOW, "");
    PlannedRotation forged = WrittenChain.planned(Disposition.REVOKE_NOW, "build log");
    Effect revoke =
        new Effect(Effect.Type.REVOKE, Step.REVOKE, 0, "revoke/1", -1, WrittenChain.LEAKED);
    Past past = new Past(forged, new WrittenChain(planned).preflight(AFTER).past().entries());
    assertThat(Warrant.objection(forged, past, revoke, LATE))
        .contains("the chain does not begin with what the plan says");
  }
}
