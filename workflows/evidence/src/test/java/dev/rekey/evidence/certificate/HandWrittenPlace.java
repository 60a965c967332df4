// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskReveal;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CampaignName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A replacement whose place only people write: shown to who signs for it, written by hand, and
 * attested by two. Tests change what is signed.
 */
final class HandWrittenPlace {

  static final String OPERATION = "write/1";
  static final String HANDS = "office-it";

  private static final String OLD = SmallCampaign.REPLACED;
  static final String CHAIN = Script.chain(OLD);

  final SmallCampaign campaign = new SmallCampaign();
  final Signer hugo = Signer.of("hugo@example.com", Set.of(), HANDS);
  final Script own = new Script("campaign/" + SmallCampaign.NAME);
  private final Script script;
  private final Digest shown;

  HandWrittenPlace() {
    campaign.roster =
        Signer.roster(
            campaign.carol,
            campaign.alice,
            campaign.bob,
            campaign.dave,
            campaign.olga,
            campaign.otto,
            hugo);
    script = Script.replace(OLD, campaign.approvalOf(CHAIN));
    SortedMap<String, Object> facts = new TreeMap<>(script.lines.getFirst().body());
    facts.keySet().removeAll(Set.of("plan", "plan-digest", "created", "cut-off"));
    shown = Digest.ofText(CanonicalJson.write(facts));
    script.lines.getFirst().body().put("shown", shown);
    intent("write").putAll(Map.of("by", "hand", "hands", HANDS, "at", 0));
    handedIn(hugo);
    campaign.script(script);
  }

  private SortedMap<String, Object> intent(String effect) {
    return script.lines.get(script.index("intent", "effect", effect)).body();
  }

  /** The old one dies by the same hands. */
  HandWrittenPlace revokedByHand() {
    intent("revoke").putAll(Map.of("by", "hand", "hands", HANDS));
    return handedIn(hugo, "revoke/1");
  }

  /** Who signed that they wrote it. */
  HandWrittenPlace handedIn(Signer person) {
    return handedIn(person, OPERATION);
  }

  private HandWrittenPlace handedIn(Signer person, String operation) {
    script.put(
        "outcome",
        "operation",
        operation,
        "signed",
        new TreeMap<>(signed(person, says(person, TaskAct.HAND_IN, operation)).toJson()));
    return this;
  }

  TaskStatement says(Signer person, TaskAct act, String operation) {
    return says(person, act, operation, SmallCampaign.NAME, CHAIN);
  }

  static TaskStatement says(
      Signer person, TaskAct act, String operation, CampaignName campaign, String rotation) {
    return new TaskStatement(
        campaign,
        rotation,
        operation,
        act,
        Digest.ofText("instructions"),
        person.name(),
        "typed it in",
        null,
        null,
        Script.START,
        Script.START.plus(Duration.ofHours(1)));
  }

  static SignedStatement signed(Signer key, TaskStatement says) {
    return new SignedStatement(says.text(), key.key().sign(says.bytes(), Statement.NAMESPACE));
  }

  /** The place's hold is attested by these people, before the place is done. */
  HandWrittenPlace attested(Signer... people) {
    int done = script.index("step", "step", "deliver");
    Script hold = new Script(CHAIN);
    hold.add(
        "step",
        Map.of(
            "operation",
            "deliver/1",
            "step",
            "deliver",
            "round",
            1,
            "result",
            "blocked",
            "reason",
            "unattested"));
    for (Signer person : people) {
      hold.decision(attestation(person));
    }
    hold.add(
        "place",
        Map.of("step", "deliver", "at", 0, "facts", new TreeMap<>(Map.of("attested", true))));
    script.lines.addAll(done, hold.lines);
    return this;
  }

  private DecisionEntry attestation(Signer person) {
    Digest hold = HoldShown.of(shown, "deliver", "unattested", 2);
    ItemList list = ItemList.of(List.of(new Item(CHAIN, hold)));
    return DecisionEntry.of(
        list.delivery(
            person.sign(SmallCampaign.statement(person, list.subject(), Verb.ATTEST, "seen")),
            CHAIN),
        hold);
  }

  /** The value was shown, as the campaign's chain has it. */
  HandWrittenPlace revealed(SignedStatement signed, String hands) {
    own.add(TaskReveal.TYPE, new TaskReveal(signed, hands).body());
    return this;
  }

  List<String> findings() {
    if (!own.lines.isEmpty()) {
      campaign.script(own);
    }
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .stream()
        .map(Finding::toString)
        .toList();
  }
}
