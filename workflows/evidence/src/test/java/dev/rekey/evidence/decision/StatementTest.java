// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class StatementTest {

  private static final CampaignName CAMPAIGN = new CampaignName("okta-2026-11");
  private static final PersonName ALICE = new PersonName("alice@example.com");
  private static final Instant TIME = Instant.parse("2026-11-23T18:00:00Z");
  private static final Digest DIGEST = Digest.ofText("x");
  private static final Subject PLAN = new PlanSubject(1, DIGEST);
  private static final List<Subject> SUBJECTS =
      List.of(
          PLAN,
          new RotationsSubject(DIGEST, 3),
          new RosterSubject(DIGEST),
          new CertificateSubject(DIGEST),
          new StatementSubject(DIGEST));

  private static final Map<Verb, Map<String, String>> TERMS =
      Map.of(
          Verb.EXCEPT, Map.of("until", "2027-01-31T00:00:00Z"),
          Verb.NOT_MINE, Map.of("to", "search"),
          Verb.ADD_CONSUMER, Map.of("place", "bao:secret/cron#id=/k&secret=/s"),
          Verb.EXTEND, Map.of("deadline", "2026-11-30T18:00:00Z"),
          Verb.NOT_BEFORE, Map.of("not-before", "2026-11-29T02:00:00Z"),
          Verb.ALREADY_REPLACED, Map.of("by", "AKIANEWER"));

  private static Statement statement(
      @Nullable CampaignName campaign, Subject subject, Verb verb, String reason) {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.putAll(TERMS.getOrDefault(verb, Map.of()));
    return new Statement(
        campaign, subject, verb, ALICE, reason, TIME, TIME.plus(Duration.ofDays(1)), terms);
  }

  @Test
  void hasOneTextThatAStrangerCanRead() {
    assertThat(statement(CAMPAIGN, PLAN, Verb.APPROVE, "fine").text())
        .isEqualTo(
            "{\"campaign\":\"okta-2026-11\",\"expires\":\"2026-11-24T18:00:00Z\","
                + "\"person\":\"alice@example.com\",\"reason\":\"fine\","
                + "\"statement\":\"rekey/decision/v1\","
                + "\"subject\":{\"plan\":{\"digest\":\""
                + DIGEST
                + "\",\"number\":1}},\"terms\":{},"
                + "\"time\":\"2026-11-23T18:00:00Z\",\"verb\":\"approve\"}");
  }

  @Test
  void takesOnlyVerbsThatFitTheSubjectAndReadsThemBack() {
    Map<String, Set<Verb>> fitting =
        Map.of(
            "plan", EnumSet.of(Verb.APPROVE, Verb.DENY),
            "rotations",
                EnumSet.of(
                    Verb.APPROVE,
                    Verb.DENY,
                    Verb.EXCEPT,
                    Verb.RETRY,
                    Verb.CUT_ANYWAY,
                    Verb.ROLL_BACK,
                    Verb.BY_HAND,
                    Verb.EXTEND,
                    Verb.ATTEST,
                    Verb.DELIVER_ANYWAY,
                    Verb.NOT_MINE,
                    Verb.ADD_CONSUMER,
                    Verb.NOT_BEFORE,
                    Verb.ALREADY_REPLACED,
                    Verb.RETIRE,
                    Verb.RULE_OUT),
            "roster", EnumSet.of(Verb.TRUST_ROSTER),
            "certificate", EnumSet.of(Verb.CLOSE, Verb.REOPEN),
            "statement", EnumSet.of(Verb.COUNTERSIGN));
    for (Subject subject : SUBJECTS) {
      for (Verb verb : Verb.values()) {
        if (fitting.getOrDefault(subject.toJson().firstKey(), Set.of()).contains(verb)) {
          Statement statement = statement(CAMPAIGN, subject, verb, "why");
          assertThat(Statement.parse(statement.text())).isEqualTo(statement);
          assertThat(statement.digest()).isEqualTo(Digest.ofText(statement.text()));
        } else {
          assertThatThrownBy(() -> statement(CAMPAIGN, subject, verb, "why"))
              .isInstanceOf(MalformedEvidence.class)
              .hasMessageContaining("expected: a verb that fits");
        }
      }
    }
  }

  @Test
  void onlyTrustInARosterNeedsNoCampaign() {
    Statement trust = statement(null, new RosterSubject(DIGEST), Verb.TRUST_ROSTER, "");
    assertThat(Statement.parse(trust.text())).isEqualTo(trust);
    assertThat(trust.text()).doesNotContain("campaign");
    assertThatThrownBy(() -> statement(null, PLAN, Verb.APPROVE, ""))
        .hasMessageContaining("expected: a campaign");
  }

  @Test
  void someVerbsTakeAReason() {
    for (Verb verb :
        EnumSet.of(Verb.DENY, Verb.EXCEPT, Verb.CUT_ANYWAY, Verb.RETIRE, Verb.RULE_OUT)) {
      assertThatThrownBy(() -> statement(CAMPAIGN, new RotationsSubject(DIGEST, 1), verb, " "))
          .as(verb.name())
          .hasMessageContaining("expected: 1 to 2000 characters");
    }
    assertThatThrownBy(() -> statement(CAMPAIGN, PLAN, Verb.APPROVE, "x".repeat(2001)))
        .hasMessageContaining("at most 2000");
  }

  @Test
  void anExceptionSaysUntilWhen() {
    Subject rotations = new RotationsSubject(DIGEST, 1);
    assertThat(statement(CAMPAIGN, rotations, Verb.EXCEPT, "why").until())
        .isEqualTo(Instant.parse("2027-01-31T00:00:00Z"));
    assertThat(statement(CAMPAIGN, rotations, Verb.RETRY, "").until()).isNull();
    for (Map<String, String> terms : List.of(Map.<String, String>of(), Map.of("until", "soon"))) {
      assertThatThrownBy(() ->
              new Statement(
                  CAMPAIGN,
                  rotations,
                  Verb.EXCEPT,
                  ALICE,
                  "why",
                  TIME,
                  TIME.plusSeconds(1),
                  new TreeMap<>(terms)))
          .hasMessageContaining("'until'")
          .hasMessageContaining("expected");
    }
  }

  @Test
  void whatAVerbNeedsSaidIsSaidOrItIsNoStatement() {
    RotationsSubject rotations = new RotationsSubject(DIGEST, 1);
    assertThat(statement(CAMPAIGN, rotations, Verb.NOT_MINE, "why").to())
        .isEqualTo(new TeamName("search"));
    assertThat(statement(CAMPAIGN, rotations, Verb.ADD_CONSUMER, "why").place())
        .hasToString("bao:secret/cron#id=/k&secret=/s");
    assertThat(statement(CAMPAIGN, rotations, Verb.NOT_BEFORE, "why").notBefore())
        .isEqualTo(Instant.parse("2026-11-29T02:00:00Z"));
    assertThat(statement(CAMPAIGN, rotations, Verb.ALREADY_REPLACED, "why").by())
        .isEqualTo(new CredentialId("AKIANEWER"));
    wrong(Verb.NOT_MINE, Map.of(), "'to'");
    wrong(Verb.NOT_MINE, Map.of("to", "Not A Team"), "Not A Team");
    wrong(Verb.ADD_CONSUMER, Map.of(), "'place'");
    wrong(Verb.ADD_CONSUMER, Map.of("place", "bao"), "expected: system:location#part=selector");
    wrong(Verb.ADD_CONSUMER, Map.of("place", "bao:x#id"), "expected: part=selector");
    wrong(Verb.NOT_BEFORE, Map.of("not-before", "soon"), "'not-before'");
  }

  private static void wrong(Verb verb, Map<String, String> terms, String says) {
    assertThatThrownBy(() ->
            new Statement(
                CAMPAIGN,
                new RotationsSubject(DIGEST, 1),
                verb,
                ALICE,
                "why",
                TIME,
                TIME.plusSeconds(1),
                new TreeMap<>(terms)))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining(says);
  }

  @Test
  void expiresAfterItWasMade() {
    assertThatThrownBy(() ->
            new Statement(CAMPAIGN, PLAN, Verb.APPROVE, ALICE, "", TIME, TIME, new TreeMap<>()))
        .hasMessageContaining("expected: later");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rekey/decision/v1|rekey/decision/v2",
        "\"reason\":\"fine\"|\"reason\":\"fine\",\"role\":\"king\"",
        "\"reason\":\"fine\",|",
        "approve|Approve",
        "approve|pause",
        "alice@example.com| alice@example.com",
        "okta-2026-11|Okta",
        "\"number\":1|\"number\":0",
        "\"number\":1|\"number\":1,\"x\":1",
        "\"number\":1|\"number\":99999999999",
        "\"plan\"|\"plot\"",
        "}},\"terms\"|},\"roster\":{}},\"terms\"",
        "18:00:00Z|18:00:00.000Z",
        "2026-11-23T18:00:00Z|2026-11-23T18:00:00.000001Z",
        "sha256:|sha1:",
        "{\"campaign\"| {\"campaign\"",
        "\"terms\":{}|\"terms\":{\"a\":1}"
      })
  void refusesEveryOtherText(String change) {
    String text = statement(CAMPAIGN, PLAN, Verb.APPROVE, "fine").text();
    String[] parts = change.split("\\|", 2);
    String changed = text.replace(parts[0], parts[1]);
    assertThat(changed).isNotEqualTo(text);
    assertThatThrownBy(() -> Statement.parse(changed))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageMatching("(?s).*(expected|finer).*");
  }
}
