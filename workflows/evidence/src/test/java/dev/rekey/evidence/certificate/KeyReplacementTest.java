// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.KeyReplacement;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.decision.VouchedHeads;
import dev.rekey.evidence.roster.Role;
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

/** A lost instance key is replaced by two people of the roster, for the entries that they saw. */
@Timeout(60)
class KeyReplacementTest {

  private static final String OWN = "campaign/" + SmallCampaign.NAME;
  private static final Digest KEY = Digest.ofText("the new key");

  private final SmallCampaign campaign = new SmallCampaign();

  /** The third entry of each chain was the last when the key was lost; more came after. */
  private SortedMap<String, Head> heads = headsAt(3);

  @Test
  void twoPeopleOfTheRosterReplaceIt() {
    assertThat(findings(vouch(campaign.alice), vouch(campaign.dave))).isEmpty();
  }

  @Test
  void onePersonAloneDoesNot() {
    assertThat(findings(vouch(campaign.alice)))
        .singleElement()
        .asString()
        .contains("alice@example.com alone vouched for it (expected: two people)");
    assertThat(findings()).singleElement().asString().contains("nobody vouched");
  }

  @Test
  void onePersonTwiceIsOnePerson() {
    SignedStatement again = sign(campaign.alice, subject(KEY), Script.START.minusSeconds(1));
    assertThat(findings(vouch(campaign.alice), again))
        .singleElement()
        .asString()
        .contains("alice@example.com alone vouched");
  }

  @Test
  void whoIsNotOnTheRosterDoesNotCount() {
    Signer mallory = Signer.of("mallory@example.com", Set.of(Role.RESPONDER));
    assertThat(findings(vouch(campaign.alice), vouch(mallory)))
        .anySatisfy(finding -> assertThat(finding).contains("mallory", "is not on the roster"))
        .anySatisfy(finding -> assertThat(finding).contains("alone vouched"));
  }

  @Test
  void anotherKeyUnderTheNameOfOneOfThemDoesNotCount() {
    Signer forged = Signer.of("dave@example.com", Set.of(Role.COMMANDER));
    assertThat(findings(vouch(campaign.alice), vouch(forged)))
        .anySatisfy(finding -> assertThat(finding).contains("no key of dave@example.com"));
  }

  @Test
  void whoMayNotSteerMayNotVouch() {
    assertThat(findings(vouch(campaign.alice), vouch(campaign.bob)))
        .anySatisfy(finding -> assertThat(finding).contains("bob@example.com", "may not vouch"))
        .anySatisfy(finding -> assertThat(finding).contains("alone vouched"));
  }

  @Test
  void aSignatureForAnotherKeyDoesNotCount() {
    SignedStatement other =
        sign(campaign.dave, subject(Digest.ofText("mine")), Script.START.minusSeconds(60));
    assertThat(findings(vouch(campaign.alice), other))
        .anySatisfy(finding ->
            assertThat(finding).contains("dave@example.com signed is not this instance key"));
  }

  @Test
  void aStatementThatWasAlteredDoesNotCount() {
    SignedStatement signed = vouch(campaign.dave);
    SignedStatement altered =
        new SignedStatement(signed.text().replace("I saw", "I said"), signed.signature());
    assertThat(findings(vouch(campaign.alice), altered))
        .anySatisfy(finding -> assertThat(finding).contains("does not fit the statement"));
  }

  @Test
  void anEntryThatWasAlteredBeforeTheReplacementShows() {
    SignedStatement alice = vouch(campaign.alice);
    SignedStatement dave = vouch(campaign.dave);
    replaced(alice, dave);
    campaign.script(SmallCampaign.KILLED).lines.get(2).body().put("note", "altered");
    assertThat(found(campaign.close()))
        .anySatisfy(finding ->
            assertThat(finding).contains(SmallCampaign.KILLED + " is not as it was vouched for"));
  }

  @Test
  void headsThatNobodySignedDoNotCount() {
    SignedStatement alice = vouch(campaign.alice);
    SignedStatement dave = vouch(campaign.dave);
    heads = headsAt(4);
    assertThat(findings(alice, dave))
        .anySatisfy(finding -> assertThat(finding).contains("nobody vouched for it"));
  }

  @Test
  void anEarlierEntryThatWasNotSignedForShows() {
    heads = headsAt(1);
    assertThat(findings(vouch(campaign.alice), vouch(campaign.dave)))
        .anySatisfy(finding ->
            assertThat(finding).contains(", entry 2", "was there before the instance key"));
  }

  @Test
  void aChainThatWasLeftOutShows() {
    heads.remove(Script.chain(SmallCampaign.KILLED));
    assertThat(findings(vouch(campaign.alice), vouch(campaign.dave)))
        .singleElement()
        .asString()
        .contains(SmallCampaign.KILLED, "nobody vouched for it");
  }

  /** Two entries of the campaign's own came before. */
  private static Script own() {
    return new Script(OWN).add("plan", Map.of()).add("brake", Map.of());
  }

  private SortedMap<String, Head> headsAt(int seq) {
    SortedMap<String, Head> at = new TreeMap<>();
    campaign.scripts.forEach((chain, script) -> at.put(chain, head(script.entries(), seq)));
    at.put(OWN, head(own().entries(), 2));
    return at;
  }

  private static Head head(List<Entry> entries, int seq) {
    return entries.get(Math.min(seq, entries.size()) - 1).head();
  }

  private ItemList items() {
    return ItemList.of(
        List.of(
            new VouchedHeads(heads).item(OWN),
            new Item("campaign/another", Digest.ofText("its heads"))));
  }

  private KeySubject subject(Digest key) {
    ItemList items = items();
    return new KeySubject(key, items.subject().root(), items.subject().count());
  }

  private SignedStatement vouch(Signer person) {
    return sign(person, subject(KEY), Script.START.minusSeconds(60));
  }

  private static SignedStatement sign(Signer person, KeySubject subject, Instant time) {
    return person.sign(
        new Statement(
            null,
            subject,
            Verb.VOUCH,
            person.name(),
            "I saw the heads",
            time,
            time.plus(Duration.ofDays(1)),
            new TreeMap<>()));
  }

  private void replaced(SignedStatement... vouched) {
    KeyReplacement replacement =
        new KeyReplacement(KEY, new VouchedHeads(heads), items().proof(OWN), List.of(vouched));
    campaign.script(own().add(KeyReplacement.TYPE, replacement.body()).add("brake", Map.of()));
  }

  private List<String> findings(SignedStatement... vouched) {
    replaced(vouched);
    return found(campaign.close());
  }

  private static List<String> found(Certificate certificate) {
    List<String> found = new ArrayList<>();
    CertificateVerifier.verify(certificate.bytes(), Optional.empty())
        .findings()
        .forEach(finding -> found.add(finding.toString()));
    return found;
  }
}
