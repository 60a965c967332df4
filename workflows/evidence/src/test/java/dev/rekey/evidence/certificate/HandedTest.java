// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was given into people's hands, by signature, no call does as well. */
@Timeout(60)
class HandedTest {

  private static final String OLD = SmallCampaign.KILLED;
  private static final String CHAIN = Script.chain(OLD);
  private static final String CALLED = "which was given into people's hands";

  private final SmallCampaign campaign = new SmallCampaign();

  private static Digest shown() {
    SmallCampaign other = new SmallCampaign();
    SortedMap<String, Object> facts =
        new TreeMap<>(
            Script.begin(OLD, "revoke-now", other.approvalOf(CHAIN)).lines.getFirst().body());
    facts.keySet().removeAll(Set.of("plan", "plan-digest", "created", "cut-off"));
    return Digest.ofText(CanonicalJson.write(facts));
  }

  private static DecisionEntry decided(Signer person, Verb verb, int round) {
    Digest hold = HoldShown.of(shown(), "revoke", "rejected", round);
    ItemList list = ItemList.of(List.of(new Item(CHAIN, hold)));
    return DecisionEntry.of(
        list.delivery(
            person.sign(SmallCampaign.statement(person, list.subject(), verb, "no call")), CHAIN),
        hold);
  }

  /** Held at its revoke, decided about, then revoked by a call. */
  private List<String> findings(String heldAs, DecisionEntry... decisions) {
    Script script = Script.begin(OLD, "revoke-now", campaign.approvalOf(CHAIN)).step("preflight");
    script.lines.getFirst().body().put("shown", shown());
    script.add(
        heldAs,
        Map.of(
            "operation",
            "revoke/0",
            "step",
            "revoke",
            "round",
            0,
            "result",
            "blocked",
            "reason",
            "rejected"));
    List.of(decisions).forEach(script::decision);
    campaign.script(script.effect("revoke", OLD).step("revoke").step("prove").proven());
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void afterARetryTheCallIsMadeAgain() {
    assertThat(findings("step", decided(campaign.bob, Verb.RETRY, 1))).isEmpty();
  }

  @Test
  void whatPeopleDoNoCallDoesAsWellHoweverItWasHeld() {
    for (String heldAs : List.of("step", "held")) {
      assertThat(findings(heldAs, decided(campaign.bob, Verb.BY_HAND, 1)))
          .as(heldAs)
          .singleElement()
          .asString()
          .contains("calls the system for step revoke, " + CALLED);
    }
  }

  @Test
  void aRetryAloneDoesNotTakeItOutOfTheirHands() {
    assertThat(
            findings(
                "step",
                decided(campaign.bob, Verb.BY_HAND, 1),
                decided(campaign.bob, Verb.RETRY, 1)))
        .singleElement()
        .asString()
        .contains(CALLED);
  }

  @Test
  void aCutDecidedSinceIsMadeByACallAgain() {
    assertThat(
            findings(
                "step",
                decided(campaign.bob, Verb.BY_HAND, 1),
                decided(campaign.bob, Verb.CUT_ANYWAY, 1)))
        .isEmpty();
  }

  @Test
  void whatWasSignedAboutAnotherHoldGivesNothingIntoAnybodysHands() {
    assertThat(findings("step", decided(campaign.bob, Verb.BY_HAND, 5))).isEmpty();
  }

  @Test
  void anothersTeamCannotChooseTheWay() {
    assertThat(findings("step", decided(campaign.otto, Verb.BY_HAND, 1)))
        .singleElement()
        .asString()
        .contains("may not BY_HAND");
  }
}
