// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What was closed goes on by two signatures about that certificate; plans have authors of their
 * own.
 */
@Timeout(60)
class ReopeningTest {

  private static final String OWN = "campaign/" + SmallCampaign.NAME;
  private static final Digest CLOSED = Digest.ofText("the first certificate");
  private static final Digest SECOND = Digest.ofText("the second plan");

  private final SmallCampaign campaign = new SmallCampaign();

  private static Script closed() {
    return new Script(OWN)
        .add("plan", plan(1, Script.PLAN, "carol@example.com"))
        .add("closed", Map.of("certificate", CLOSED));
  }

  private static Map<String, ?> plan(int number, Digest digest, String author) {
    return Map.of("number", number, "digest", digest, "author", author);
  }

  private static Statement reopen(Signer person, Digest certificate) {
    return SmallCampaign.statement(
        person, new CertificateSubject(certificate), Verb.REOPEN, "it answers again");
  }

  private static SignedStatement second(Signer person, Statement first) {
    return person.sign(
        SmallCampaign.statement(
            person, new StatementSubject(first.digest()), Verb.COUNTERSIGN, ""));
  }

  private List<String> reopened(SignedStatement... signed) {
    campaign.script(
        closed()
            .add(Reopening.TYPE, new Reopening(CLOSED, List.of(signed)).body())
            .add("plan", plan(2, SECOND, "dave@example.com")));
    return findings();
  }

  private List<String> findings() {
    List<String> found = new ArrayList<>();
    CertificateVerifier.verify(campaign.close().bytes(), Optional.empty())
        .findings()
        .forEach(finding -> found.add(finding.toString()));
    return found;
  }

  @Test
  void twoPeopleReopenIt() {
    Statement first = reopen(campaign.alice, CLOSED);
    assertThat(reopened(campaign.alice.sign(first), second(campaign.dave, first))).isEmpty();
  }

  @Test
  void onePersonAloneOrTwiceDoesNot() {
    Statement first = reopen(campaign.alice, CLOSED);
    assertThat(reopened(campaign.alice.sign(first)))
        .singleElement()
        .asString()
        .contains("is reopened by 1 people");
    assertThat(reopened(campaign.alice.sign(first), second(campaign.alice, first)))
        .singleElement()
        .asString()
        .contains("is reopened by 1 people");
  }

  @Test
  void whoMayNotSteerMayNotReopen() {
    Statement first = reopen(campaign.alice, CLOSED);
    assertThat(reopened(campaign.alice.sign(first), second(campaign.bob, first)))
        .anySatisfy(finding -> assertThat(finding).contains("bob@example.com may not reopen"));
  }

  @Test
  void signaturesAboutAnotherCertificateDoNotCount() {
    Statement other = reopen(campaign.alice, Digest.ofText("another certificate"));
    assertThat(reopened(campaign.alice.sign(other), second(campaign.dave, other)))
        .singleElement()
        .asString()
        .contains("expected: one who signs about that certificate");
  }

  @Test
  void whatGoesOnAfterItWasClosedAndWasNotReopenedShows() {
    campaign.script(closed().add("plan", plan(2, SECOND, "dave@example.com")));
    assertThat(findings()).singleElement().asString().contains("goes on after it was closed");
  }

  @Test
  void whatIsAliveAgainIsOpenUntilItIsRevokedAndProvenOnceMore() {
    Statement first = reopen(campaign.alice, CLOSED);
    Script killed = campaign.script(SmallCampaign.KILLED);
    killed.add(Reopening.TYPE, Map.of("certificate", CLOSED));
    assertThat(reopened(campaign.alice.sign(first), second(campaign.dave, first)))
        .anySatisfy(finding -> assertThat(finding).contains("leak.csv:3"));

    killed.effect("revoke", SmallCampaign.KILLED).step("revoke").step("prove").proven();
    assertThat(findings()).isEmpty();
  }

  @Test
  void whoWroteTheSecondPlanMayHaveApprovedTheFirst() {
    assertThat(amendedByAlice("carol@example.com")).isEmpty();
    assertThat(amendedByAlice("alice@example.com"))
        .as("her own first plan")
        .anySatisfy(finding -> assertThat(finding).contains(SmallCampaign.KILLED));
  }

  /** Alice approved the first plan and wrote the second, which Dave approved. */
  private List<String> amendedByAlice(String authorOfTheFirst) {
    SmallCampaign amended = new SmallCampaign();
    // Without its owner's word it rests on the approval of the first plan, which is Alice's.
    amended.script(SmallCampaign.KILLED).lines.removeIf(line -> line.type().equals("decision"));
    amended.script(
        new Script(OWN)
            .add("plan", plan(1, Script.PLAN, authorOfTheFirst))
            .add("plan", plan(2, SECOND, "alice@example.com")));
    PlanSubject second = new PlanSubject(2, SECOND);
    amended.decisions.add(
        amended.dave.sign(SmallCampaign.statement(amended.dave, second, Verb.APPROVE, "")));
    CertificateBody body = amended.build();
    CertificateBody last =
        CertificateBody.of(
            body.campaign(),
            body.cause(),
            amended.alice.name(),
            second,
            body.roster(),
            body.rows(),
            body.chains(),
            body.decisions(),
            body.notes(),
            body.closedAt());
    List<String> found = new ArrayList<>();
    CertificateVerifier.verifyDraft(last)
        .findings()
        .forEach(finding -> found.add(finding.toString()));
    return found;
  }
}
