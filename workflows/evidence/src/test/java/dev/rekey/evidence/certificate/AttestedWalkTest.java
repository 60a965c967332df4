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
import dev.rekey.words.Grade;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A death that nothing but people can see: two different ones signed, about this very hold. */
@Timeout(60)
class AttestedWalkTest {

  private static final String OLD = SmallCampaign.KILLED;
  private static final String CHAIN = Script.chain(OLD);

  private final SmallCampaign campaign = new SmallCampaign();

  private List<String> findings(DecisionEntry... attestations) {
    Script script = begun();
    held(script, 1);
    List.of(attestations).forEach(script::decision);
    return ended(script);
  }

  private Script begun() {
    Script script =
        Script.begin(OLD, "revoke-now", campaign.approvalOf(CHAIN))
            .step("preflight")
            .effect("revoke", OLD)
            .step("revoke");
    script.lines.getFirst().body().put("shown", shown());
    return script;
  }

  private static void held(Script script, int round) {
    script.add(
        "step",
        Map.of(
            "operation",
            "prove/" + round,
            "step",
            "prove",
            "round",
            round,
            "result",
            "blocked",
            "reason",
            "unattested"));
  }

  private List<String> ended(Script script) {
    script
        .add(
            "step",
            Map.of(
                "operation",
                "prove/2",
                "step",
                "prove",
                "result",
                "done",
                "facts",
                new TreeMap<>(Map.of("grade", "attested", "attested", true))))
        .add("ended", Map.of("state", "proven", "grade", "attested"));
    campaign.script(script);
    campaign.rows.removeIf(row -> row.row().equals("leak.csv:3"));
    campaign.rows.add(CertificateRow.proven("leak.csv:3", CHAIN, Grade.ATTESTED));
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private static Digest shown() {
    SortedMap<String, Object> facts =
        new TreeMap<>(Script.begin(OLD, "revoke-now", sample()).lines.getFirst().body());
    facts.keySet().removeAll(Set.of("plan", "plan-digest", "created", "cut-off"));
    return Digest.ofText(CanonicalJson.write(facts));
  }

  private static DecisionEntry sample() {
    SmallCampaign other = new SmallCampaign();
    return other.approvalOf(CHAIN);
  }

  private DecisionEntry attested(Signer person, int round) {
    Digest hold = HoldShown.of(shown(), "prove", "unattested", round);
    ItemList list = ItemList.of(List.of(new Item(CHAIN, hold)));
    return DecisionEntry.of(
        list.delivery(
            person.sign(SmallCampaign.statement(person, list.subject(), Verb.ATTEST, "seen")),
            CHAIN),
        hold);
  }

  @Test
  void twoPeopleAreEnough() {
    assertThat(findings(attested(campaign.alice, 2), attested(campaign.bob, 2))).isEmpty();
  }

  @Test
  void onePersonTwiceIsOnePerson() {
    assertThat(findings(attested(campaign.alice, 2), attested(campaign.alice, 2)))
        .anySatisfy(one -> assertThat(one).contains("attested by fewer than two people"))
        .anySatisfy(one -> assertThat(one).contains("ends as attested, but not by two people"));
  }

  @Test
  void whoAttestedAnotherHoldDidNotSeeThisOne() {
    assertThat(findings(attested(campaign.alice, 2), attested(campaign.bob, 3)))
        .anySatisfy(one -> assertThat(one).contains("attested by fewer than two people"));
  }

  @Test
  void whoMayNotAttestDoesNotCount() {
    assertThat(findings(attested(campaign.alice, 2), attested(campaign.otto, 2)))
        .anySatisfy(one -> assertThat(one).contains("may not ATTEST"))
        .anySatisfy(one -> assertThat(one).contains("attested by fewer than two people"));
  }

  @Test
  void aStepInBetweenMakesTheFirstOnesWordOneAboutThePast() {
    Script script = begun();
    held(script, 1);
    script.decision(attested(campaign.alice, 2));
    held(script, 3);
    script.decision(attested(campaign.bob, 4));
    assertThat(ended(script))
        .anySatisfy(one -> assertThat(one).contains("attested by fewer than two people"));
  }

  @Test
  void aForgedSignatureIsNobodys() {
    DecisionEntry alices = attested(campaign.alice, 2);
    DecisionEntry bobs = attested(campaign.bob, 2);
    DecisionEntry forged =
        new DecisionEntry(
            new dev.rekey.evidence.decision.SignedStatement(
                bobs.signed().text(), alices.signed().signature()),
            bobs.shown(),
            bobs.proof());
    assertThat(findings(alices, forged))
        .anySatisfy(one -> assertThat(one).contains("attested by fewer than two people"));
  }
}
