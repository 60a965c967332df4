// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A certificate shows that what opens a new value had ended before that was handed out. */
@Timeout(60)
class OpenersWalkTest {

  private static final String NEW = SmallCampaign.REPLACED;
  private static final String CHAIN = Script.chain(NEW);
  private static final String KILLED = Script.chain(SmallCampaign.KILLED);
  private static final String EXCEPTED = Script.chain(SmallCampaign.EXCEPTED);
  private static final String ALIVE = "was neither proven dead nor excepted";

  private final SmallCampaign campaign = new SmallCampaign();

  private Script opened(String opens, String... openers) {
    Script script = campaign.script(NEW);
    script
        .lines
        .getFirst()
        .body()
        .put(
            "openers",
            List.of(openers).stream()
                .map(opener -> Map.of("rotation", opener, "opens", opens))
                .toList());
    return script;
  }

  /** The effect's intent names these ends. */
  private static void names(Script script, String effect, Map<String, Digest> ends) {
    script.put(
        "intent",
        "effect",
        effect,
        "openers",
        ends.entrySet().stream()
            .map(end -> Map.of("rotation", end.getKey(), "end", end.getValue().value()))
            .toList());
  }

  private Digest hash(String chain, String type) {
    return campaign.build().chains().getOrDefault(chain, List.of()).stream()
        .filter(entry -> entry.type().equals(type))
        .reduce((_, last) -> last)
        .map(Entry::hash)
        .orElseThrow();
  }

  private List<String> findings() {
    List<String> found = new ArrayList<>();
    CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .forEach(finding -> found.add(finding.toString()));
    return found;
  }

  private void says(String... parts) {
    assertThat(findings()).hasSize(1).first().asString().contains(parts);
  }

  @Test
  void aWriteThatNamesTheEndOfEachOpenerIsInOrder() {
    names(
        opened("place", KILLED, EXCEPTED),
        "write",
        Map.of(KILLED, hash(KILLED, "ended"), EXCEPTED, hash(EXCEPTED, "decision")));

    assertThat(findings()).isEmpty();
  }

  @Test
  void aWriteThatNamesNoneOrNotAllOfThemIsFound() {
    Script script = opened("place", KILLED, EXCEPTED);
    assertThat(findings())
        .singleElement()
        .satisfies(one -> assertThat(one).contains("hands out a new value", ALIVE));

    names(script, "write", Map.of(EXCEPTED, hash(EXCEPTED, "decision")));
    says(KILLED, ALIVE);
  }

  @Test
  void aHashThatIsOfNoEndOrOfNothingInThatChainIsFound() {
    Script script = opened("place", KILLED);
    for (Digest wrong :
        List.of(
            Digest.ofText("made up"),
            hash(KILLED, "step"),
            hash(KILLED, "decision"),
            hash(EXCEPTED, "decision"))) {
      names(script, "write", Map.of(KILLED, wrong));
      says(KILLED, ALIVE);
    }
  }

  @Test
  void whatWasFoundAliveAgainBeforeItIsNoEnd() {
    names(opened("place", EXCEPTED), "write", Map.of(EXCEPTED, hash(EXCEPTED, "decision")));
    assertThat(findings()).isEmpty();

    Script rested = campaign.script(SmallCampaign.EXCEPTED);
    rested.add("held", Map.of("reason", "exception-over", "step", "preflight"));
    assertThat(findings()).as("by the clock, it was later, or nearly").isEmpty();

    Script late = campaign.script(NEW);
    for (int i = 0; i < 1000; i++) {
      late.lines.add(
          late.index("intent", "effect", "write"),
          new Script.Line("asked", new java.util.TreeMap<>()));
    }
    says(EXCEPTED, ALIVE);
  }

  @Test
  void twoPeopleMayHaveItDeliveredAnywayAndOneAloneOrTwiceMayNot() {
    DecisionEntry alice = campaign.decided(campaign.alice, Verb.DELIVER_ANYWAY, CHAIN);
    DecisionEntry bob = campaign.decided(campaign.bob, Verb.DELIVER_ANYWAY, CHAIN);
    assertThat(waived()).isNotEmpty();
    assertThat(waived(alice)).isNotEmpty();
    assertThat(waived(alice, alice)).isNotEmpty();
    assertThat(waived(alice, campaign.decided(campaign.otto, Verb.DELIVER_ANYWAY, CHAIN)))
        .as("an owner of another team")
        .isNotEmpty();
    assertThat(waived(alice, bob)).isEmpty();
  }

  private List<String> waived(DecisionEntry... decisions) {
    campaign.replace(NEW, campaign.approvalOf(CHAIN));
    Script script = opened("place", KILLED);
    for (DecisionEntry decision : decisions) {
      script.lines.add(
          script.index("intent", "effect", "issue"),
          new Script.Line("decision", new java.util.TreeMap<>(decision.body())));
    }
    return findings();
  }

  @Test
  void whoOpensTheIssuingSideIsDeadBeforeTheIssueAndOthersBeforeTheWrite() {
    Script script = opened("issuer", KILLED);
    names(script, "write", Map.of(KILLED, hash(KILLED, "ended")));
    says(KILLED, ALIVE);

    names(script, "issue", Map.of(KILLED, hash(KILLED, "ended")));
    assertThat(findings()).isEmpty();
  }

  @Test
  void whatNamesNoOpenersWasPlannedBeforeThereWereAny() {
    assertThat(findings()).isEmpty();
  }
}
