// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A plan that its author approved alone: what that allows, and who is told. */
@Timeout(60)
class SoloTest {

  private static final String WHY = "nobody else is awake";

  private final SmallCampaign campaign = new SmallCampaign();

  @BeforeEach
  void nobodyElseApproves() {
    campaign.decisions.removeFirst();
    campaign.script(SmallCampaign.KILLED).remove("decision", "verb", "approve");
  }

  private Statement approval(Subject subject, String reason) {
    return new Statement(
        SmallCampaign.NAME,
        subject,
        Verb.APPROVE,
        campaign.carol.name(),
        reason,
        Script.START.minusSeconds(60),
        Script.START.plus(Duration.ofDays(1)),
        new TreeMap<>(Map.of(Statement.SOLO, "true")));
  }

  private Statement alone() {
    Statement alone = approval(new PlanSubject(1, Script.PLAN), WHY);
    campaign.decisions.add(campaign.carol.sign(alone));
    return alone;
  }

  private CertificateReport report() {
    return CertificateVerifier.verify(campaign.close().bytes(), Optional.empty());
  }

  @Test
  void whatIsRevokedNowMayBeBegunByOneAloneAndTheVerifierSaysSo() {
    alone();

    CertificateReport report = report();

    assertThat(report.findings()).isEmpty();
    assertThat(requireNonNull(report.summary()).notes())
        .first()
        .asString()
        .contains("plan 1 was approved by its author alone, carol@example.com: " + WHY)
        .contains("NOBODY has countersigned it");
  }

  @Test
  void aCountersignatureIsNamedBesideIt() {
    Statement alone = alone();
    campaign.decisions.add(
        campaign.alice.sign(
            SmallCampaign.statement(
                campaign.alice, new StatementSubject(alone.digest()), Verb.COUNTERSIGN, "")));

    CertificateReport report = report();

    assertThat(report.findings()).isEmpty();
    assertThat(requireNonNull(report.summary()).notes())
        .first()
        .asString()
        .contains("countersigned by alice@example.com");
  }

  @Test
  void whatIsContainedMayBeBegunByOneAlone() {
    alone();
    campaign
        .script(SmallCampaign.REPLACED)
        .remove("decision", "verb", "approve")
        .put("planned", "credential", SmallCampaign.REPLACED, "mode", "contain");

    assertThat(report().findings()).isEmpty();
  }

  @Test
  void aSwapIsBegunByNobodyAlone() {
    alone();
    campaign.script(SmallCampaign.REPLACED).remove("decision", "verb", "approve");

    assertThat(report().findings())
        .singleElement()
        .asString()
        .contains(SmallCampaign.REPLACED)
        .contains("acts before anybody but the plan's author approved it");
  }

  @Test
  void withoutSayingSoTheAuthorsApprovalIsNone() {
    campaign.decisions.add(
        campaign.carol.sign(
            SmallCampaign.statement(
                campaign.carol, new PlanSubject(1, Script.PLAN), Verb.APPROVE, WHY)));

    assertThat(report().findings())
        .anySatisfy(
            one -> assertThat(one).asString().contains("approved by nobody but its author"));
  }

  @Test
  void onlyAPlanIsApprovedAloneAndNotWithoutAReason() {
    assertThatThrownBy(() -> approval(new PlanSubject(1, Script.PLAN), ""))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("with a reason");
    assertThatThrownBy(() -> approval(SmallCampaign.items("x/y").subject(), WHY))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("expected: the approval of a plan");
  }
}
