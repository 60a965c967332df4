// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A campaign of four rows that ended well: one replaced, one killed at once, one excepted, one
 * ruled out. Tests change a part of it and close it again, as an engine gone wrong or an attacker
 * would.
 */
final class SmallCampaign {

  static final CampaignName NAME = new CampaignName("okta-2026-11");
  static final Instant CLOSED = Script.START.plus(Duration.ofHours(8));
  static final Digest SHOWN = Digest.ofText("what was shown");
  static final String REPLACED = "AKIAREPLACED";
  static final String KILLED = "AKIAKILLED";
  static final String EXCEPTED = "AKIAEXCEPTED";
  static final String RULED_OUT = "leak.csv:5";

  /** Made the plan; owns too, so that only being its author is what stops her. */
  final Signer carol =
      Signer.of("carol@example.com", Set.of(Role.RESPONDER, Role.OWNER), "payments");

  final Signer alice = Signer.of("alice@example.com", Set.of(Role.RESPONDER));
  final Signer bob = Signer.of("bob@example.com", Set.of(Role.OWNER), "payments");
  final Signer dave = Signer.of("dave@example.com", Set.of(Role.COMMANDER));
  final Signer olga = Signer.of("olga@example.com", Set.of(Role.OPS));
  final Signer otto = Signer.of("otto@example.com", Set.of(Role.OWNER), "shipping");

  Roster roster = Signer.roster(carol, alice, bob, dave, olga, otto);
  final List<CertificateRow> rows = new ArrayList<>();
  final SortedMap<String, Script> scripts = new TreeMap<>();
  final List<SignedStatement> decisions = new ArrayList<>();
  List<String> notes = List.of("waits were compressed by the factor 100");

  /** The body that was closed last. */
  CertificateBody body;

  SmallCampaign() {
    Statement approval = statement(alice, new PlanSubject(1, Script.PLAN), Verb.APPROVE, "");
    decisions.add(alice.sign(approval));
    ItemList both = items(Script.chain(REPLACED), Script.chain(KILLED));
    SignedStatement owners = bob.sign(statement(bob, both.subject(), Verb.APPROVE, "mine"));
    replace(REPLACED, entry(owners, both, Script.chain(REPLACED)));
    script(Script.revokeNow(KILLED, entry(owners, both, Script.chain(KILLED))));
    rows.add(CertificateRow.proven("leak.csv:2", Script.chain(REPLACED), Grade.REFUSED));
    rows.add(CertificateRow.proven("leak.csv:3", Script.chain(KILLED), Grade.REFUSED));
    except();
    ruleOut(dave);
    body = build();
  }

  /** Only the one that was killed and the one that was ruled out, and only who decided those. */
  SmallCampaign smaller() {
    rows.removeIf(row -> !row.row().equals("leak.csv:3") && !row.row().equals(RULED_OUT));
    scripts.remove(Script.chain(REPLACED));
    scripts.remove(Script.chain(EXCEPTED));
    roster = Signer.roster(alice, bob, dave);
    return this;
  }

  private void except() {
    String chain = Script.chain(EXCEPTED);
    ItemList one = items(chain);
    Statement exception = statement(bob, one.subject(), Verb.EXCEPT, "vendor is down");
    Statement second =
        statement(dave, new StatementSubject(exception.digest()), Verb.COUNTERSIGN, "");
    script(
        new Script(chain)
            .add("planned", Script.replace(EXCEPTED, approvalOf(chain)).lines.getFirst().body())
            .add("held", Map.of("reason", "unreachable"))
            .decision(entry(bob.sign(exception), one, chain))
            .decision(new DecisionEntry(dave.sign(second), null, null)));
    rows.add(
        new CertificateRow("leak.csv:4", RowEnd.EXCEPTION, chain, null, "vendor is down", null));
  }

  void ruleOut(Signer by) {
    ItemList one = items(RULED_OUT);
    Statement ruling = statement(by, one.subject(), Verb.RULE_OUT, "a test key");
    decisions.add(by.sign(ruling));
    rows.removeIf(row -> row.row().equals(RULED_OUT));
    rows.add(
        new CertificateRow(
            RULED_OUT,
            RowEnd.RULED_OUT,
            null,
            null,
            "a test key",
            new RowDecision(ruling.digest(), SHOWN, one.proof(RULED_OUT))));
  }

  void replace(String credential, DecisionEntry approval) {
    script(Script.replace(credential, approval));
  }

  void script(Script script) {
    scripts.put(script.chain, script);
  }

  Script script(String credential) {
    Script script = scripts.get(Script.chain(credential));
    if (script == null) {
      throw new IllegalArgumentException(credential);
    }
    return script;
  }

  DecisionEntry approvalOf(String chain) {
    return decided(bob, Verb.APPROVE, chain);
  }

  /** A decision about one rotation alone. */
  DecisionEntry decided(Signer person, Verb verb, String chain) {
    ItemList one = items(chain);
    return entry(person.sign(statement(person, one.subject(), verb, "why")), one, chain);
  }

  static DecisionEntry entry(SignedStatement signed, ItemList items, String chain) {
    return DecisionEntry.of(items.delivery(signed, chain), SHOWN);
  }

  static ItemList items(String... rotations) {
    return ItemList.of(
        Arrays.stream(rotations).map(rotation -> new Item(rotation, SHOWN)).toList());
  }

  static Statement statement(Signer person, Subject subject, Verb verb, String reason) {
    SortedMap<String, String> terms = new TreeMap<>();
    switch (verb) {
      case EXCEPT -> terms.put("until", "2027-01-31T00:00:00Z");
      case NOT_MINE -> terms.put("to", "shipping");
      case ADD_CONSUMER -> terms.put("place", "kv:secret/apps/cron#secret=/key");
      case NOT_BEFORE -> terms.put("not-before", "2026-11-23T20:00:00Z");
      default -> {
        // Says all by itself.
      }
    }
    Instant time = verb == Verb.CLOSE ? CLOSED.plusSeconds(60) : Script.START.minusSeconds(60);
    return new Statement(
        NAME, subject, verb, person.name(), reason, time, time.plus(Duration.ofDays(30)), terms);
  }

  CertificateBody build() {
    SortedMap<String, List<Entry>> chains = new TreeMap<>();
    scripts.forEach((name, script) -> chains.put(name, script.entries()));
    return CertificateBody.of(
        NAME,
        "incident",
        carol.name(),
        new PlanSubject(1, Script.PLAN),
        roster,
        rows,
        chains,
        decisions,
        notes,
        CLOSED);
  }

  /** Builds the certificate as it is now and has these people close it. */
  Certificate close(Signer... people) {
    body = build();
    return sign(body, people);
  }

  Certificate close() {
    return close(alice, dave);
  }

  static Certificate sign(CertificateBody body, Signer... people) {
    List<SignedStatement> signatures = new ArrayList<>();
    for (Signer person : people) {
      signatures.add(
          person.sign(statement(person, new CertificateSubject(body.digest()), Verb.CLOSE, "")));
    }
    return new Certificate(body, signatures);
  }
}
