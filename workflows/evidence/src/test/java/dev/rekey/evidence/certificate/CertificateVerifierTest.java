// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Grade;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CertificateVerifierTest {

  private final SmallCampaign campaign = new SmallCampaign();

  private static CertificateReport verify(Certificate certificate) {
    return CertificateVerifier.verify(certificate.bytes(), Optional.empty());
  }

  private static List<String> findings(Certificate certificate) {
    return verify(certificate).findings().stream().map(Finding::toString).toList();
  }

  private static void finds(Certificate certificate, String... parts) {
    assertThat(findings(certificate)).anySatisfy(finding -> assertThat(finding).contains(parts));
  }

  private static void findsOnly(Certificate certificate, String... parts) {
    assertThat(findings(certificate))
        .singleElement()
        .satisfies(finding -> assertThat(finding).contains(parts));
  }

  @Test
  void aCampaignThatEndedWellHolds() {
    CertificateReport report = verify(campaign.close());
    assertThat(report.findings()).isEmpty();
    assertThat(report.holds()).isTrue();
    assertThat(CertificateVerifier.verifyDraft(campaign.body).findings()).isEmpty();
    assertThat(report.lines())
        .contains(
            "campaign   okta-2026-11 (incident): settled with 1 open exception",
            "closed     2026-11-24T02:00:00Z by alice@example.com, dave@example.com",
            "scope      4 rows: 2 proven {refused=2}, 1 ruled out, 1 excepted",
            "open       leak.csv:4: vendor is down",
            "note       waits were compressed by the factor 100",
            "verified   every hash, order, decision and signature holds");
  }

  @Test
  void withoutExceptionsItIsClosedWhole() {
    campaign.rows.removeIf(row -> row.end() == RowEnd.EXCEPTION);
    campaign.scripts.remove(Script.chain(SmallCampaign.EXCEPTED));
    CertificateReport report = verify(campaign.close());
    assertThat(report.findings()).isEmpty();
    assertThat(report.lines()).contains("campaign   okta-2026-11 (incident): closed whole");
  }

  @Test
  void whatWasCutFirstIsToldWithTheLongestGapThatWasMeasured() {
    campaign
        .script(SmallCampaign.REPLACED)
        .put(
            "step",
            "step",
            "confirm",
            "facts",
            Map.of("gaps", Map.of("kv:secret/a", "PT1.5S", "kv:secret/b", "PT0.25S")));
    assertThat(verify(campaign.close()).lines())
        .contains("gap        2 places held no value that works, for at most PT1.5S");
  }

  @Test
  void isReadBackAsItWasWritten() {
    Certificate certificate = campaign.close();
    assertThat(Certificate.parse(certificate.bytes())).isEqualTo(certificate);
    assertThat(new String(certificate.bytes(), StandardCharsets.UTF_8))
        .startsWith("{\"body\":{\"author\":")
        .endsWith("}]}\n");
  }

  /** Whoever drafted it may have lost a row before anybody signed. */
  @Test
  void aRowThatWasTakenInAndIsNotAccountedForShows() {
    Map<String, Object> taken = Map.of("source", "leak.csv", "rows", 4);
    campaign.script(new Script("campaign/okta-2026-11").add("source", taken));
    assertThat(findings(campaign.close())).isEmpty();
    campaign.rows.removeIf(row -> row.row().equals(SmallCampaign.RULED_OUT));
    findsOnly(campaign.close(), "leak.csv had 4 rows", "3 are accounted for");
  }

  @Test
  void aPinnedRosterMustBeTheCertificatesOwn() {
    byte[] file = campaign.close().bytes();
    CertificateReport pinned = CertificateVerifier.verify(file, Optional.of(campaign.roster));
    assertThat(pinned.holds()).isTrue();
    assertThat(pinned.lines()).anyMatch(line -> line.endsWith("compared with yours"));
    CertificateReport other =
        CertificateVerifier.verify(file, Optional.of(Signer.roster(campaign.alice)));
    assertThat(other.findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("is not the pinned one"));
    assertThat(CertificateVerifier.verify(file, Optional.empty()).lines())
        .anyMatch(line -> line.contains("NOT compared"));
  }

  @Test
  void aRemovedRotationShowsEvenIfAllHashesAreMadeAnew() {
    Certificate signed = campaign.close();
    campaign.rows.removeIf(row -> row.row().equals("leak.csv:2"));
    campaign.scripts.remove(Script.chain(SmallCampaign.REPLACED));
    Certificate forged = new Certificate(campaign.build(), signed.signatures());
    assertThat(findings(forged))
        .anySatisfy(finding -> assertThat(finding).contains("altered after it was signed"))
        .contains("nobody who may close has signed this certificate as it is")
        .hasSize(3);
  }

  @Test
  void aReorderedStepShowsEvenIfAllHashesAreMadeAnew() {
    Certificate signed = campaign.close();
    Script script = campaign.script(SmallCampaign.REPLACED);
    script.move(script.index("step", "step", "validate"), script.index("step", "step", "deliver"));
    Certificate forged = new Certificate(campaign.build(), signed.signatures());
    finds(forged, "alice@example.com", "altered after it was signed");
    // Had somebody signed it, the order itself would show it.
    assertThat(CertificateVerifier.verifyDraft(forged.body()).findings())
        .extracting(Finding::toString)
        .anySatisfy(finding ->
            assertThat(finding)
                .contains("chain " + Script.chain(SmallCampaign.REPLACED) + ", entry 10")
                .contains("step validate is done before deliver, confirm"));
  }

  @Test
  void entriesThatWereChangedWithoutNewHashesShowWhere() {
    SortedMap<String, List<Entry>> chains = new TreeMap<>(campaign.build().chains());
    String name = Script.chain(SmallCampaign.KILLED);
    List<Entry> entries = new ArrayList<>(chains.getOrDefault(name, List.of()));
    Entry old = entries.get(2);
    entries.set(
        2,
        new Entry(
            name,
            3,
            old.previous(),
            old.at(),
            old.type(),
            CanonicalJson.copy(Map.of("step", "x"))));
    chains.put(name, entries);
    CertificateBody body = campaign.build();
    Certificate forged =
        SmallCampaign.sign(
            with(body, chains, body.root(), body.counts(), body.rows()), campaign.alice);
    finds(forged, "chain " + name + ", entry 4", "one of the two was altered");
  }

  private static CertificateBody with(
      CertificateBody body,
      SortedMap<String, List<Entry>> chains,
      Digest root,
      SortedMap<String, Long> counts,
      List<CertificateRow> rows) {
    return new CertificateBody(
        body.campaign(),
        body.cause(),
        body.author(),
        body.plan(),
        body.roster(),
        rows,
        chains,
        body.decisions(),
        root,
        counts,
        body.notes(),
        body.closedAt());
  }

  @Test
  void aCutOffChainEndsOtherwiseThanItsRow() {
    Script script = campaign.script(SmallCampaign.REPLACED);
    script.lines.removeLast();
    findsOnly(campaign.close(), "row leak.csv:2", "its chain does not end so");
  }

  @Test
  void theRootIsOverAllChains() {
    CertificateBody body = campaign.build();
    Certificate forged =
        SmallCampaign.sign(
            with(body, body.chains(), Digest.ofText("x"), body.counts(), body.rows()),
            campaign.alice);
    findsOnly(forged, "the root is " + Digest.ofText("x"));
  }

  @Test
  void theCountsAddUp() {
    CertificateBody body = campaign.build();
    SortedMap<String, Long> counts = new TreeMap<>(body.counts());
    counts.put("scope", 5L);
    findsOnly(
        SmallCampaign.sign(
            with(body, body.chains(), body.root(), counts, body.rows()), campaign.alice),
        "the counts are",
        "scope=5",
        "scope=4");
  }

  @Test
  void everyRowStandsThereOnceAndEveryChainBelongsToOne() {
    campaign.rows.add(campaign.rows.getFirst());
    findsOnly(campaign.close(), "row leak.csv:2 stands there twice");
    campaign.rows.removeIf(row -> row.row().equals("leak.csv:2"));
    findsOnly(
        campaign.close(),
        "chain " + Script.chain(SmallCampaign.REPLACED),
        "belongs to no row of the scope");
  }

  @Test
  void severalRowsMayNameOneRotationIfTheyAgree() {
    campaign.rows.add(
        CertificateRow.proven("other.csv:1", Script.chain(SmallCampaign.REPLACED), Grade.REFUSED));
    assertThat(findings(campaign.close())).isEmpty();
    campaign.rows.add(
        new CertificateRow(
            "other.csv:2",
            RowEnd.RULED_OUT,
            Script.chain(SmallCampaign.REPLACED),
            null,
            "no",
            null));
    finds(campaign.close(), "row other.csv:2 is in another state");
    finds(campaign.close(), "row other.csv:2 is ruled out, but its chain ends as proven");
  }

  @Test
  void aProvenRowNeedsItsChainAndItsGrade() {
    campaign.rows.add(
        CertificateRow.proven("other.csv:1", Script.chain("AKIANOWHERE"), Grade.REFUSED));
    findsOnly(campaign.close(), "row other.csv:1 names rotation", "whose chain is missing");
    campaign.rows.removeLast();
    campaign.rows.add(
        CertificateRow.proven("other.csv:1", Script.chain(SmallCampaign.KILLED), Grade.ABSENT));
    findsOnly(campaign.close(), "row other.csv:1 has grade ABSENT, its chain REFUSED");
  }

  @Test
  void anExceptionTakesTwoDifferentPeople() {
    Script script = campaign.script(SmallCampaign.EXCEPTED);
    int countersignature = script.index("decision", "verb", "countersign");
    Digest exception = new Digest(script.lines.get(countersignature - 1).text("digest"));
    script.lines.remove(countersignature);
    findsOnly(campaign.close(), "row leak.csv:4 is excepted by one person alone");
    Statement own =
        SmallCampaign.statement(
            campaign.bob, new StatementSubject(exception), Verb.COUNTERSIGN, "");
    campaign.decisions.add(campaign.bob.sign(own));
    findsOnly(campaign.close(), "row leak.csv:4 is excepted by one person alone");
    Statement second =
        SmallCampaign.statement(
            campaign.alice, new StatementSubject(exception), Verb.COUNTERSIGN, "");
    campaign.decisions.add(campaign.alice.sign(second));
    assertThat(findings(campaign.close())).isEmpty();
  }

  @Test
  void anOpsPersonsCountersignatureIsNone() {
    Script script = campaign.script(SmallCampaign.EXCEPTED);
    int at = script.index("decision", "verb", "countersign");
    Digest exception = new Digest(script.lines.get(at - 1).text("digest"));
    script.lines.remove(at);
    campaign.decisions.add(
        campaign.olga.sign(
            SmallCampaign.statement(
                campaign.olga, new StatementSubject(exception), Verb.COUNTERSIGN, "")));
    findsOnly(campaign.close(), "row leak.csv:4 is excepted by one person alone");
  }

  @Test
  void anExceptionNeedsADecision() {
    campaign.script(SmallCampaign.EXCEPTED).remove("decision", "verb", "except");
    findsOnly(campaign.close(), "row leak.csv:4 is excepted, but no decision that counts");
  }

  @Test
  void anExceptionMayEndItsChainButAProofMayNot() {
    Script script = campaign.script(SmallCampaign.EXCEPTED);
    script.add("ended", Map.of("state", "excepted"));
    assertThat(findings(campaign.close())).isEmpty();
    script.step("preflight").effect("revoke", SmallCampaign.EXCEPTED).step("prove").proven();
    finds(campaign.close(), "row leak.csv:4 is excepted, but its chain ends as proven");
  }

  @Test
  void anExceptionThatWasOverIsNone() {
    CertificateBody body = campaign.build();
    CertificateBody later =
        new CertificateBody(
            body.campaign(),
            body.cause(),
            body.author(),
            body.plan(),
            body.roster(),
            body.rows(),
            body.chains(),
            body.decisions(),
            body.root(),
            body.counts(),
            body.notes(),
            SmallCampaign.CLOSED.plus(Duration.ofDays(100)));
    assertThat(CertificateVerifier.verifyDraft(later).findings())
        .singleElement()
        .asString()
        .contains("the exception was over when the campaign closed");
  }

  @Test
  void aRulingNeedsADecisionAboutThatVeryRowByAResponder() {
    CertificateRow row = campaign.rows.removeLast();
    campaign.rows.add(new CertificateRow(row.row(), row.end(), null, null, "a test key", null));
    findsOnly(campaign.close(), "row leak.csv:5 is ruled out, but no decision");
    campaign.rows.removeLast();
    campaign.rows.add(
        new CertificateRow("leak.csv:6", row.end(), null, null, "a test key", row.decided()));
    findsOnly(campaign.close(), "row leak.csv:6 is ruled out, but no decision");
    campaign.rows.removeLast();
    campaign.ruleOut(campaign.bob);
    findsOnly(campaign.close(), "row leak.csv:5 is ruled out, but no decision");
  }

  @Test
  void thePlanIsApprovedBySomebodyElse() {
    campaign.decisions.removeIf(signed -> signed.text().contains("\"plan\""));
    findsOnly(campaign.close(), "plan 1 was approved by nobody but its author");
    Statement own =
        SmallCampaign.statement(
            campaign.carol, new PlanSubject(1, Script.PLAN), Verb.APPROVE, "alone tonight");
    campaign.decisions.add(campaign.carol.sign(own));
    findsOnly(campaign.close(), "plan 1 was approved by nobody but its author");
    campaign.decisions.add(
        campaign.dave.sign(
            SmallCampaign.statement(
                campaign.dave, new StatementSubject(own.digest()), Verb.COUNTERSIGN, "")));
    assertThat(findings(campaign.close())).isEmpty();
  }

  @Test
  void anOwnerCannotApproveAPlan() {
    campaign.decisions.removeIf(signed -> signed.text().contains("\"plan\""));
    campaign.decisions.add(
        campaign.bob.sign(
            SmallCampaign.statement(
                campaign.bob, new PlanSubject(1, Script.PLAN), Verb.APPROVE, "")));
    findsOnly(campaign.close(), "plan 1 was approved by nobody but its author");
  }

  @Test
  void aForgedDecisionCountsForNothing() {
    campaign.decisions.add(
        campaign.bob.sign(
            SmallCampaign.statement(
                campaign.alice, new PlanSubject(2, Script.PLAN), Verb.APPROVE, "")));
    findsOnly(campaign.close(), "a decision does not count", "is no key of alice@example.com");
  }

  @Test
  void aDecisionOfAnotherCampaignCountsForNothing() {
    Statement approval =
        SmallCampaign.statement(campaign.alice, new PlanSubject(1, Script.PLAN), Verb.APPROVE, "");
    Statement foreign =
        new Statement(
            new CampaignName("drill-2026-10"),
            approval.subject(),
            approval.verb(),
            approval.person(),
            "",
            approval.time(),
            approval.expires(),
            approval.terms());
    campaign.decisions.add(campaign.alice.sign(foreign));
    findsOnly(campaign.close(), "is for another campaign or roster");
  }

  @Test
  void aDecisionIsRecordedBeforeItExpires() {
    Script script = campaign.script(SmallCampaign.REPLACED);
    DecisionEntry approval = campaign.approvalOf(script.chain);
    Statement late = Statement.parse(approval.signed().text());
    Statement expired =
        new Statement(
            late.campaign(),
            late.subject(),
            late.verb(),
            late.person(),
            "",
            late.time(),
            Script.START,
            late.terms());
    script.lines.set(
        1,
        new Script.Line(
            "decision",
            new DecisionEntry(campaign.bob.sign(expired), approval.shown(), approval.proof())
                .body()));
    finds(campaign.close(), script.chain + ", entry 2", "expired at 2026-11-23T18:00:00Z");
  }

  @Test
  void aDecisionsEntrySaysWhatItsTextSays() {
    Script script = campaign.script(SmallCampaign.REPLACED);
    script.put("decision", "verb", "approve", "person", "dave@example.com");
    finds(campaign.close(), script.chain + ", entry 2", "are not those of its text");
  }

  @Test
  void nobodyClosesWithoutSigningOrWithoutTheRole() {
    findsOnly(campaign.close(new Signer[0]), "nobody who may close has signed");
    assertThat(findings(campaign.close(campaign.bob)))
        .containsExactly(
            "bob@example.com may not close with the roles [OWNER]",
            "nobody who may close has signed this certificate as it is");
    Signer stranger = Signer.of("eve@example.com", Set.of(Role.COMMANDER));
    finds(campaign.close(stranger), "eve@example.com is not on the roster");
    findsOnly(campaign.close(campaign.alice, campaign.alice), "alice@example.com closed twice");
    assertThat(findings(campaign.close(campaign.carol))).isEmpty();
  }

  @Test
  void aClosingSignatureIsForThisCertificateAndThisTime() {
    CertificateBody body = campaign.build();
    Statement good =
        SmallCampaign.statement(
            campaign.alice, new CertificateSubject(body.digest()), Verb.CLOSE, "");
    Statement early =
        new Statement(
            good.campaign(),
            good.subject(),
            good.verb(),
            good.person(),
            "",
            body.closedAt().minus(Duration.ofMinutes(6)),
            good.expires(),
            good.terms());
    Statement foreign =
        new Statement(
            new CampaignName("other"),
            good.subject(),
            good.verb(),
            good.person(),
            "",
            good.time(),
            good.expires(),
            good.terms());
    finds(
        new Certificate(body, List.of(campaign.alice.sign(early))),
        "alice@example.com signed before the campaign closed");
    finds(
        new Certificate(body, List.of(campaign.alice.sign(foreign))),
        "alice@example.com closed another campaign");
    finds(
        new Certificate(
            body,
            List.of(
                campaign.alice.sign(
                    SmallCampaign.statement(
                        campaign.alice, new PlanSubject(1, Script.PLAN), Verb.APPROVE, "")))),
        "is not this certificate");
  }

  @Test
  void aChainOfTheCampaignItselfIsAllowedAndAForeignOneIsNot() {
    campaign.script(
        new Script("campaign/okta-2026-11").add("escrow-key-destroyed", Map.of("key", "k1")));
    assertThat(findings(campaign.close())).isEmpty();
    campaign.script(new Script("campaign/other").add("x", Map.of()));
    finds(campaign.close(), "chain campaign/other: belongs to another campaign");
  }

  @Test
  void whatIsNoCertificateIsReportedNotThrown() {
    for (String file : List.of("", "{}", "{}\n", "x", "\u0000", "{\"certificate\":\"v9\"}\n")) {
      CertificateReport report =
          CertificateVerifier.verify(file.getBytes(StandardCharsets.UTF_8), Optional.empty());
      assertThat(report.holds()).isFalse();
      assertThat(report.summary()).isNull();
      assertThat(report.lines()).last().asString().startsWith("BROKEN     1 finding:");
    }
    byte[] latin1 = {'{', (byte) 0xe4, '}', '\n'};
    assertThat(CertificateVerifier.verify(latin1, Optional.empty()).lines().getFirst())
        .contains("expected: UTF-8");
  }

  @Test
  void everyOtherSpellingOfTheFileIsRefused() {
    String text = new String(campaign.close().bytes(), StandardCharsets.UTF_8);
    for (UnaryOperator<String> change :
        List.<UnaryOperator<String>>of(
            t -> t + "\n",
            t -> t.strip(),
            t -> " " + t,
            t -> t.replaceFirst(",", ", "),
            t -> t.replace("rekey/certificate/v1", "rekey/certificate/v2"),
            t -> t.replaceFirst("\"author\"", "\"auth\\\\u006fr\""),
            t -> t.replaceFirst("\"cause\":\"incident\"", "\"cause\":\"incident\",\"cause2\":1"),
            t -> t.replaceFirst("02:00:00Z", "02:00:00.000Z"))) {
      String changed = change.apply(text);
      assertThat(changed).isNotEqualTo(text);
      assertThat(
              CertificateVerifier.verify(changed.getBytes(StandardCharsets.UTF_8), Optional.empty())
                  .findings())
          .singleElement()
          .satisfies(finding -> assertThat(finding.what()).contains("not a certificate as it was"));
    }
  }

  @Test
  void hostileTextReachesNoTerminal() {
    campaign.notes = List.of("\u001b[2J\u202enothing to see", "x".repeat(500));
    List<String> lines = verify(campaign.close()).lines();
    assertThat(String.join("", lines)).doesNotContain("\u001b").doesNotContain("\u202e");
    assertThat(lines).contains("note       \\u001b[2J\\u202enothing to see");
  }
}
