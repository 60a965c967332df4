// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What owners change on the way is held against the same promises as what was planned. */
@Timeout(60)
class AmendedWalkTest {

  private static final String OLD = SmallCampaign.REPLACED;
  private static final String CHAIN = Script.chain(OLD);

  private final SmallCampaign campaign = new SmallCampaign();

  private DecisionEntry says(Signer person, Verb verb) {
    return campaign.decided(person, verb, CHAIN);
  }

  private List<String> findings(Script script) {
    campaign.script(script);
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private void finds(Script script, String part) {
    assertThat(findings(script)).anySatisfy(one -> assertThat(one).contains(CHAIN).contains(part));
  }

  private Script begun(DecisionEntry decision) {
    return new Script(CHAIN)
        .add("planned", Script.replace(OLD, campaign.approvalOf(CHAIN)).lines.getFirst().body())
        .decision(decision);
  }

  private static Script replaced(Script script) {
    script.step("preflight").effect("issue", "billing").step("issue").step("prove-new");
    return installed(script.effect("write", "kv:x"));
  }

  private static Script installed(Script script) {
    script.step("deliver").step("confirm").step("validate").step("observe");
    return script.effect("disable", OLD).step("disable").step("soak");
  }

  private static Script killed(Script script) {
    return script.effect("revoke", OLD).step("revoke").step("prove").proven();
  }

  /** Killed without a replacement, its one place read before each cut or not. */
  private static Script unneeded(Script script, boolean reread) {
    script.step("preflight").step("observe");
    for (String effect : List.of("disable", "revoke")) {
      if (reread) {
        script.add("place", Map.of("step", effect, "round", 2, "at", 0, "result", "done"));
      }
      script.effect(effect, OLD).step(effect);
      script.lines.stream()
          .filter(line -> line.type().equals("intent") && line.text("effect").equals(effect))
          .forEach(line -> line.body().putAll(Map.of("step", effect, "round", 2)));
    }
    return script.step("prove").proven();
  }

  @Test
  void whatWasHandedOverIsApprovedByTheOtherTeam() {
    Script script = begun(says(campaign.bob, Verb.NOT_MINE));
    assertThat(findings(killed(replaced(script.decision(says(campaign.otto, Verb.APPROVE))))))
        .isEmpty();
  }

  @Test
  void theTeamThatHandedItOverApprovesNothingMore() {
    Script script = begun(says(campaign.bob, Verb.NOT_MINE));
    finds(killed(replaced(script.decision(says(campaign.bob, Verb.APPROVE)))), "may not APPROVE");
  }

  @Test
  void aPlaceMoreIsApprovedByAnotherAndDeliveredBeforeTheCut() {
    Script script = replaced(begun(says(campaign.bob, Verb.APPROVE)));
    script.decision(says(campaign.bob, Verb.ADD_CONSUMER));
    script.decision(says(campaign.dave, Verb.APPROVE));
    assertThat(findings(killed(installed(script)))).isEmpty();
  }

  @Test
  void aPlaceMoreIsNotLeftOutBeforeTheCut() {
    Script script = replaced(begun(says(campaign.bob, Verb.APPROVE)));
    script.decision(says(campaign.bob, Verb.ADD_CONSUMER));
    script.decision(says(campaign.dave, Verb.APPROVE));
    finds(killed(script), "kills the old credential before deliver, confirm, validate is done");
  }

  @Test
  void whoAskedForAPlaceDoesNotApproveIt() {
    Script script = replaced(begun(says(campaign.bob, Verb.APPROVE)));
    script.decision(says(campaign.bob, Verb.ADD_CONSUMER));
    script.decision(says(campaign.bob, Verb.APPROVE));
    finds(killed(installed(script)), "acts before an owner approved what is planned here");
  }

  @Test
  void whatNobodyNeedsDiesOnceItsPlacesWereRead() {
    Script script = begun(says(campaign.bob, Verb.RETIRE));
    script.decision(says(campaign.dave, Verb.APPROVE));
    assertThat(findings(unneeded(script, true))).isEmpty();
  }

  @Test
  void whatNobodyNeedsDoesNotDieUnread() {
    Script script = begun(says(campaign.bob, Verb.RETIRE));
    script.decision(says(campaign.dave, Verb.APPROVE));
    finds(unneeded(script, false), "0 of 1 places were read just before");
  }

  @Test
  void nothingIsRetiredWithoutAnotherPersonOrTooLate() {
    finds(
        unneeded(begun(says(campaign.bob, Verb.RETIRE)), true),
        "acts before an owner approved what is planned here");
    Script late = begun(says(campaign.bob, Verb.APPROVE)).step("preflight");
    late.decision(says(campaign.bob, Verb.RETIRE)).decision(says(campaign.dave, Verb.APPROVE));
    finds(unneeded(late, true), "is retired after its preflight");
  }

  @Test
  void nothingIsDoneBeforeTheTimeThatSomebodyAskedFor() {
    Script script = begun(says(campaign.bob, Verb.NOT_BEFORE));
    finds(
        killed(replaced(script.decision(says(campaign.bob, Verb.APPROVE)))),
        "acts before 2026-11-23T20:00:00Z, until when somebody asked to wait");
  }

  @Test
  void strangersChangeNothing() {
    Script script = begun(says(campaign.otto, Verb.RETIRE));
    finds(
        killed(replaced(script.decision(says(campaign.bob, Verb.APPROVE)))), "may not RETIRE here");
  }
}
