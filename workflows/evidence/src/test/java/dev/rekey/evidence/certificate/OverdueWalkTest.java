// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan's approval is a signed cut only from the deadline on that it sets, or that two moved. */
@Timeout(60)
class OverdueWalkTest {

  private static final String OLD = SmallCampaign.KILLED;
  private static final String CHAIN = Script.chain(OLD);
  private static final Instant SOON = Script.START.plusSeconds(2);
  private static final Instant LATE = Script.START.plus(Duration.ofDays(1));

  private final SmallCampaign campaign = new SmallCampaign();

  /** The life of what its deadline cuts: killed first, replaced after; the owner is never heard. */
  private List<String> findings(Instant at, String then, DecisionEntry... decisions) {
    Script script = new Script(CHAIN);
    script.lines.addAll(Script.replace(OLD, campaign.approvalOf(CHAIN)).lines.subList(0, 1));
    script.lines.getFirst().body().put("deadline", Map.of("at", at.toString(), "then", then));
    script.lines.getFirst().body().put("owner-approval", true);
    script.lines.getFirst().body().put("shown", shown(at, then));
    List.of(decisions).forEach(script::decision);
    while (script.lines.size() < 4) {
      script.add("asked", Map.of());
    }
    script.add("deadline", Map.of("then", "cut")).step("preflight");
    script.effect("disable", OLD).step("disable").effect("revoke", OLD).step("revoke");
    script.effect("issue", "billing").step("issue").step("prove-new");
    script.effect("write", "kv:secret/apps/billing").step("deliver").step("confirm");
    script.step("validate").effect("destroy", "kv:secret/apps/billing").step("prove").proven();
    campaign.script(script);
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }

  private SortedMap<String, Object> facts(Instant at, String then) {
    SortedMap<String, Object> facts =
        new TreeMap<>(
            Script.begin(OLD, "replace", campaign.approvalOf(CHAIN)).lines.getFirst().body());
    facts.keySet().removeAll(Set.of("plan", "plan-digest", "created", "cut-off"));
    facts.put("deadline", Map.of("at", at.toString(), "then", then));
    facts.put("owner-approval", true);
    return facts;
  }

  private Digest shown(Instant at, String then) {
    return Digest.ofText(CanonicalJson.write(facts(at, then)));
  }

  private DecisionEntry extended(Signer person, Instant at, Instant until) {
    Digest shown = shown(at, "cut");
    ItemList list = ItemList.of(List.of(new Item(CHAIN, shown)));
    Statement plain = SmallCampaign.statement(person, list.subject(), Verb.RETRY, "not yet");
    Statement statement =
        new Statement(
            plain.campaign(),
            plain.subject(),
            Verb.EXTEND,
            plain.person(),
            "not yet",
            plain.time(),
            plain.expires(),
            new TreeMap<>(Map.of(Statement.DEADLINE, until.toString())));
    return DecisionEntry.of(list.delivery(person.sign(statement), CHAIN), shown);
  }

  @Test
  void fromTheDeadlineOnTheApprovedPlanCutsWithoutTheOwner() {
    assertThat(findings(SOON, "cut")).isEmpty();
  }

  @Test
  void beforeItNothingIsCut() {
    assertThat(findings(LATE, "cut"))
        .anySatisfy(one -> assertThat(one).contains("is cut before its deadline"))
        .anySatisfy(one -> assertThat(one).contains("acts before an owner approved"))
        .anySatisfy(one -> assertThat(one).contains("nobody decided to cut anyway"));
  }

  @Test
  void aPlanThatEscalatesCutsNothing() {
    assertThat(findings(SOON, "escalate"))
        .anySatisfy(one -> assertThat(one).contains("the plan sets none that cuts"));
  }

  @Test
  void whatTwoPeopleMovedIsNotCutAtTheOldTimeAndOneAloneMovesNothing() {
    List<DecisionEntry> both = new ArrayList<>();
    both.add(extended(campaign.alice, SOON, LATE));
    assertThat(findings(SOON, "cut", both.getFirst())).isEmpty();
    assertThat(findings(SOON, "cut", both.getFirst(), extended(campaign.alice, SOON, LATE)))
        .isEmpty();
    assertThat(findings(SOON, "cut", both.getFirst(), extended(campaign.bob, SOON, LATE)))
        .anySatisfy(one -> assertThat(one).contains("is cut before its deadline"));
    assertThat(
            findings(
                SOON, "cut", both.getFirst(), extended(campaign.bob, SOON, LATE.plusSeconds(1))))
        .isEmpty();
  }
}
