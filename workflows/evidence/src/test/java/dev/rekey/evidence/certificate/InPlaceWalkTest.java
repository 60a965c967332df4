// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where nothing can overlap, issuing is the cut: that order and no other is accepted. */
@Timeout(60)
class InPlaceWalkTest {

  private static final String OLD = SmallCampaign.REPLACED;
  private static final String CHAIN = Script.chain(OLD);
  private static final String CHOSEN = "chosen-1";

  private final SmallCampaign campaign = new SmallCampaign();
  private final Script script = inPlace();

  private Script inPlace() {
    Script life =
        Script.begin(OLD, "replace", campaign.approvalOf(CHAIN))
            .step("preflight")
            .effect("issue", OLD)
            .step("issue")
            .step("prove-new")
            .effect("write", "kv:x")
            .step("deliver")
            .step("confirm")
            .step("validate")
            .effect("revoke", OLD)
            .step("revoke")
            .step("prove")
            .proven();
    life.put("planned", "credential", OLD, "overlap", "none");
    life.put("intent", "effect", "issue", "chosen", CHOSEN);
    campaign.script(life);
    return life;
  }

  private List<String> findings() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private void finds(String... parts) {
    assertThat(findings())
        .anySatisfy(finding -> assertThat(finding).contains("chain " + CHAIN).contains(parts));
  }

  /** Sends a value once more, right after the first time. */
  private void sendAgain(String chosen) {
    script.lines.addAll(
        script.index("step", "step", "issue"),
        new Script(CHAIN)
            .add(
                "intent",
                Map.of("operation", "issue/2", "effect", "issue", "target", OLD, "chosen", chosen))
            .add("outcome", Map.of("operation", "issue/2", "result", "done"))
            .lines);
  }

  @Test
  void theWholeLifeIsAccepted() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void aKindWithOverlapIsNeverReplacedThatWay() {
    script.put("planned", "credential", OLD, "overlap", "yes");
    assertThat(findings()).isEmpty();
    script.move(script.index("intent", "effect", "revoke"), script.index("step", "step", "issue"));
    finds("kills the old credential before issue, prove-new, deliver, confirm, validate is done");
  }

  @Test
  void itsIssueComesAfterPreflightForItIsTheCut() {
    script.move(
        script.index("intent", "effect", "issue"), script.index("step", "step", "preflight"));
    finds("kills the old credential before preflight is done");
  }

  @Test
  void onlyTheRecordedOneIsReplaced() {
    script.put("intent", "effect", "issue", "target", "role:other");
    finds("replaces credential role:other (expected: " + OLD + ", the recorded one)");
  }

  @Test
  void itsValueIsSealedFirst() {
    script.lines.get(script.index("intent", "effect", "issue")).body().remove("chosen");
    finds("replaces in place by a value that was not sealed first");
  }

  @Test
  void theSameValueMayBeSentAgainButNoSecondOne() {
    sendAgain(CHOSEN);
    assertThat(findings()).isEmpty();
    script.put("intent", "operation", "issue/2", "chosen", "chosen-2");
    finds("sends a second value while the first may stand");
  }

  @Test
  void aSecondValueMayBeSentOnceTheFirstIsKnownNotToStand() {
    sendAgain("chosen-2");
    finds("sends a second value while the first may stand");
    script.put("outcome", "operation", "issue/1", "result", "none");
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsIssuedHasAnOutcomeThatSaysSo() {
    script.put("outcome", "operation", "issue/1", "result", "unknown");
    finds("replaced in place, but no outcome of an issue says so");
  }

  @Test
  void whatTheOldOneStillHasOpenIsEndedByARevoke() {
    script.remove("outcome", "operation", "revoke/1").remove("intent", "effect", "revoke");
    finds("revoked, but no outcome of a revoke says so");
  }

  @ParameterizedTest
  @ValueSource(strings = {"issue", "prove-new", "deliver", "confirm", "validate"})
  void nothingIsRevokedBeforeTheReplacementStands(String step) {
    script.removeStep(step);
    finds("kills the old credential before " + step + " is done");
  }

  @ParameterizedTest
  @CsvSource({"issue,prove-new", "prove-new,deliver", "validate,revoke", "revoke,prove"})
  void noStepIsDoneBeforeTheOnesThatItNeeds(String first, String second) {
    script.move(script.index("step", "step", second), script.index("step", "step", first));
    finds("step " + second + " is done before");
  }

  @ParameterizedTest
  @ValueSource(strings = {"observe", "disable", "soak"})
  void nothingIsWaitedForWhileConsumersFail(String step) {
    script.lines.addAll(
        script.index("step", "step", "deliver"), new Script(CHAIN).step(step).lines);
    finds("step '" + step + "' is none of this life's");
  }

  @Test
  void evenASignedCutComesAfterTheIssueThatIsTheCut() {
    script.lines.add(
        2,
        new Script.Line(
            "decision", campaign.decided(campaign.alice, Verb.CUT_ANYWAY, CHAIN).body()));
    script.removeStep("validate");
    script.lines.addAll(
        script.index("step", "step", "prove"), new Script(CHAIN).step("validate").lines);
    assertThat(findings()).isEmpty();
    script.move(script.index("intent", "effect", "revoke"), script.index("step", "step", "issue"));
    finds("kills the old credential before issue is done");
  }

  @Test
  void whatWasMadeAfterTheCutOffIsNotReplacedEither() {
    script.lines.remove(1);
    assertThat(findings()).isEmpty();
    script.put("planned", "credential", OLD, "created", "2026-11-21T00:00:00Z");
    finds("made after the cut-off, and neither an exposure nor a decision names that one");
  }

  @Test
  void aLostValueIsReplacedByAnotherThatTakesItsPlace() {
    script.put("outcome", "operation", "issue/1", "credential", "role:new");
    script.lines.addAll(
        script.index("step", "step", "prove-new"),
        new Script(CHAIN)
            .add(
                "step",
                new TreeMap<>(
                    Map.of("operation", "prove-new", "step", "prove-new", "result", "lost")))
            .add(
                "intent",
                Map.of(
                    "operation",
                    "issue/2",
                    "effect",
                    "issue",
                    "target",
                    "role:new",
                    "chosen",
                    "chosen-2"))
            .add("outcome", Map.of("operation", "issue/2", "result", "done"))
            .step("issue")
            .lines);
    assertThat(findings()).isEmpty();
    script.put("outcome", "operation", "issue/1", "credential", "role:third");
    finds("replaces credential role:new");
  }
}
