// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rotation that was rolled back and begun anew, as a stranger reads it. */
@Timeout(60)
class WayBackTest {

  private static final String OLD = SmallCampaign.REPLACED;
  private static final String CHAIN = Script.chain(OLD);

  private final SmallCampaign campaign = new SmallCampaign();
  private final Script script = use(takenBack());

  private Script use(Script other) {
    campaign.script(other);
    return other;
  }

  /** Disabled, taken back, and replaced for good. */
  private Script takenBack() {
    Script script = Script.begin(OLD, "replace", campaign.approvalOf(CHAIN)).step("preflight");
    forward(script, "1");
    script.decision(campaign.decided(campaign.alice, Verb.ROLL_BACK, CHAIN));
    script.effect("enable", OLD).step("enable");
    effect(script, "write", "kv:secret/apps/billing", "2").step("restore");
    effect(script, "withdraw", "AKIANEW1", "1").step("withdraw").step("preflight");
    forward(script, "3").step("soak");
    script.effect("revoke", OLD).step("revoke");
    return script.step("prove").proven();
  }

  private static Script forward(Script script, String round) {
    effect(script, "issue", "billing", round).step("issue").step("prove-new");
    effect(script, "write", "kv:secret/apps/billing", round).step("deliver");
    script.step("confirm").step("validate").step("observe");
    return effect(script, "disable", OLD, round).step("disable");
  }

  private static Script effect(Script script, String effect, String target, String round) {
    script.effect(effect, target);
    for (Script.Line line : script.lines.subList(script.lines.size() - 2, script.lines.size())) {
      line.body().put("operation", effect + "/" + round);
    }
    return script;
  }

  private List<String> findings() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private void finds(String part) {
    assertThat(findings()).anySatisfy(finding -> assertThat(finding).contains(part));
  }

  @Test
  void whatWasTakenBackAndBegunAnewIsFine() {
    assertThat(findings()).isEmpty();
  }

  @Test
  void nothingIsTakenBackUndecided() {
    script.remove("decision", "verb", "roll-back");
    finds("switches the old credential on, and nobody decided to roll back");
    finds("step restore is done, and nobody decided to roll back");
  }

  @Test
  void whatIsRolledBackNeedsItsReplacementAnew() {
    script.lines.remove(lastStep("validate"));
    finds("kills the old credential before validate is done");
  }

  @Test
  void nothingIsWithdrawnWhilePlacesMayHoldIt() {
    script.removeStep("restore");
    finds("withdraws what places may still hold");
  }

  @Test
  void nothingIsWithdrawnBeforeItIsLookedWhoUsesIt() {
    script
        .lines
        .get(script.index("outcome", "operation", "issue/1"))
        .body()
        .put("credential", "AKIANEW1");
    finds("withdraws what consumers may still use: nobody has looked since");

    Script.Line looked =
        new Script(CHAIN).add("unused", Map.of("credential", "AKIANEW1")).lines.getFirst();
    script.lines.add(script.index("step", "step", "restore"), looked);
    finds("withdraws what consumers may still use: nobody has looked since");

    script.lines.add(script.index("step", "step", "restore") + 1, looked);
    assertThat(findings()).isEmpty();
  }

  @Test
  void theOldValueGoesBackOnlyWhereItWorks() {
    script.removeStep("enable");
    finds("step restore is done before enable");
  }

  @Test
  void nothingIsKilledOnTheWayBack() {
    script.move(lastOf("revoke"), script.index("step", "step", "restore"));
    finds("kills the old credential while it is rolled back");
  }

  @Test
  void thereIsNoWayBackAfterTheRevoke() {
    int revoke = lastOf("revoke");
    int decision = script.index("decision", "verb", "roll-back");
    script.move(revoke, decision);
    script.move(revoke + 1, decision + 1);
    finds("is rolled back after the old credential was revoked");
  }

  private int lastStep(String step) {
    for (int i = script.lines.size() - 1; i >= 0; i--) {
      if (script.lines.get(i).type().equals("step")
          && script.lines.get(i).text("step").equals(step)) {
        return i;
      }
    }
    throw new IllegalArgumentException(step);
  }

  private int lastOf(String effect) {
    return script.index("intent", "effect", effect);
  }

  private Script.Line says(Signer person, Verb verb) {
    return new Script(CHAIN).decision(campaign.decided(person, verb, CHAIN)).lines.getFirst();
  }

  @Test
  void whatWasAskedForMeanwhileIsApprovedForWhatFollowsAndNotForTheWayBack() {
    Script asked = use(takenBack());
    asked.lines.add(
        asked.index("decision", "verb", "roll-back"), says(campaign.bob, Verb.ADD_CONSUMER));
    assertThat(findings())
        .singleElement()
        .asString()
        .contains("acts before an owner approved what is planned here");

    asked.lines.add(asked.index("step", "step", "withdraw") + 1, says(campaign.dave, Verb.APPROVE));

    assertThat(findings()).isEmpty();
  }
}
