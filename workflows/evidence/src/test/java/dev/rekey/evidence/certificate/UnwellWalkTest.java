// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What consumers answered before the owner was asked is among what the approval has to be of. */
@Timeout(60)
class UnwellWalkTest {

  private static final String OLD = SmallCampaign.KILLED;
  private static final String CHAIN = Script.chain(OLD);
  private static final String SHOP = "web:https://shop.example.com/health";
  private static final String SAID = "https://shop.example.com/health answered 503";

  private final SmallCampaign campaign = new SmallCampaign();
  private final Script script = new Script(CHAIN);
  private final SortedMap<String, Object> planned =
      Script.begin(OLD, "revoke-now", campaign.approvalOf(CHAIN)).lines.getFirst().body();

  UnwellWalkTest() {
    planned.put("owner-approval", true);
    planned.put("shown", shown(Map.of()));
    script.add("planned", planned);
  }

  private Digest shown(Map<String, String> unwell) {
    SortedMap<String, Object> facts = new TreeMap<>(planned);
    facts.keySet().removeAll(Set.of("plan", "plan-digest", "created", "cut-off", "shown"));
    if (!unwell.isEmpty()) {
      facts.put("unwell", unwell);
    }
    return Digest.ofText(CanonicalJson.write(facts));
  }

  private void answered(String step, boolean well) {
    script.add(
        "health",
        Map.of("step", step, "round", 0, "check", 0, "asked", SHOP, "well", well, "note", SAID));
  }

  private void approved(Map<String, String> unwell) {
    Digest shown = shown(unwell);
    ItemList items = ItemList.of(List.of(new Item(CHAIN, shown)));
    Statement approval =
        SmallCampaign.statement(campaign.bob, items.subject(), Verb.APPROVE, "mine");
    script.decision(DecisionEntry.of(items.delivery(campaign.bob.sign(approval), CHAIN), shown));
  }

  private List<String> findings() {
    script.step("preflight").effect("revoke", OLD).step("revoke").step("prove").proven();
    campaign.script(script);
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  @Test
  void whoApprovesWhatWasShownApproves() {
    answered("approve", false);
    approved(Map.of(SHOP, SAID));

    assertThat(findings()).isEmpty();
  }

  @Test
  void whoApprovedThePlansFactsDidNotSeeThem() {
    answered("approve", false);
    approved(Map.of());

    assertThat(findings())
        .anySatisfy(one -> assertThat(one).contains("acts before an owner approved"));
  }

  @Test
  void anAnswerAfterTheApprovalVoidsIt() {
    approved(Map.of());
    answered("approve", false);

    assertThat(findings())
        .anySatisfy(one -> assertThat(one).contains("acts before an owner approved"));
  }

  @Test
  void whoIsWellAgainIsNotAmongIt() {
    answered("approve", false);
    answered("approve", true);
    approved(Map.of());

    assertThat(findings()).isEmpty();
  }

  @Test
  void whatIsAnsweredInLaterStepsIsNotEither() {
    approved(Map.of());
    answered("preflight", false);

    assertThat(findings()).isEmpty();
  }
}
