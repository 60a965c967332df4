// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignatureMemory;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All decisions of a certificate whose signatures hold. Those in chains must have been valid when
 * they were recorded, the others when they were made.
 */
final class Decisions {

  private final CertificateBody body;
  private final Findings findings;
  private final SignatureMemory memory = new SignatureMemory();
  private final List<CheckedDecision> loose = new ArrayList<>();
  private final Map<String, Map<Long, CheckedDecision>> chained = new TreeMap<>();
  private final Map<Digest, List<CheckedDecision>> countersignatures = new LinkedHashMap<>();
  private final PlanAuthors authors;

  Decisions(CertificateBody body, Findings findings) {
    this.body = body;
    this.findings = findings;
    this.authors = PlanAuthors.of(body);
    for (SignedStatement signed : body.decisions()) {
      check(signed, null, null).ifPresent(loose::add);
    }
    body.chains().forEach((chain, entries) -> entries.forEach(entry -> chained(chain, entry)));
    all().forEach(this::index);
  }

  private void chained(String chain, Entry entry) {
    if (!entry.type().equals(DecisionEntry.TYPE)) {
      return;
    }
    try {
      DecisionEntry decision = DecisionEntry.read(entry.body());
      check(decision.signed(), entry, decision)
          .ifPresent(checked ->
              chained.computeIfAbsent(chain, _ -> new TreeMap<>()).put(entry.seq(), checked));
    } catch (MalformedEvidence e) {
      findings.add(entry, String.valueOf(e.getMessage()));
    }
  }

  private Optional<CheckedDecision> check(
      SignedStatement signed, @Nullable Entry at, @Nullable DecisionEntry decision) {
    Instant now;
    try {
      now = at == null ? Statement.parse(signed.text()).time() : at.at();
    } catch (MalformedEvidence e) {
      found(at, "a decision cannot be read: " + e.getMessage());
      return Optional.empty();
    }
    return switch (StatementCheck.verify(signed, body.roster(), now, memory)) {
      case Checked.Invalid(String why) -> {
        found(at, "a decision does not count: " + why);
        yield Optional.empty();
      }
      case Checked.Valid valid -> {
        if (isForeign(valid.statement())) {
          found(
              at,
              "a decision of %s is for another campaign or roster"
                  .formatted(Shown.text(valid.member().name().value())));
          yield Optional.empty();
        }
        yield Optional.of(new CheckedDecision(valid.statement(), valid.member(), decision));
      }
    };
  }

  private boolean isForeign(Statement statement) {
    CampaignName campaign = statement.campaign();
    if (campaign != null && !campaign.equals(body.campaign())) {
      return true;
    }
    return statement.subject() instanceof RosterSubject subject
        && !subject.roster().equals(body.roster().digest());
  }

  private void found(@Nullable Entry at, String what) {
    if (at == null) {
      findings.add(what);
    } else {
      findings.add(at, what);
    }
  }

  private void index(CheckedDecision decision) {
    if (decision.statement().subject() instanceof StatementSubject subject
        && Authority.suffices(decision.member(), decision.statement(), null)) {
      countersignatures.computeIfAbsent(subject.statement(), _ -> new ArrayList<>()).add(decision);
    }
  }

  /** The entries of a chain, oldest first; none if the certificate does not have it. */
  List<Entry> chain(String name) {
    return body.chains().getOrDefault(name, List.of());
  }

  /** Who could decide. */
  Roster roster() {
    return body.roster();
  }

  /** All of them: those outside of chains first. */
  List<CheckedDecision> all() {
    List<CheckedDecision> all = new ArrayList<>(loose);
    chained.values().forEach(decisions -> all.addAll(decisions.values()));
    return all;
  }

  /** The decision that this entry records, if it counts. */
  Optional<CheckedDecision> at(Entry entry) {
    return Optional.ofNullable(chained.getOrDefault(entry.chain(), Map.of()).get(entry.seq()));
  }

  /** Those of a chain that are about its rotation. */
  List<CheckedDecision> about(String rotation) {
    return chained.getOrDefault(rotation, Map.of()).values().stream()
        .filter(decision -> decision.covers(rotation))
        .toList();
  }

  /** Those outside of chains with that digest. */
  List<CheckedDecision> loose(Digest digest) {
    return loose.stream().filter(decision -> decision.statement().digest().equals(digest)).toList();
  }

  /** Whether somebody else signed the same. */
  boolean countersigned(CheckedDecision decision) {
    return countersigner(decision).isPresent();
  }

  /** Who else signed the same. */
  Optional<PersonName> countersigner(CheckedDecision decision) {
    return countersignatures.getOrDefault(decision.statement().digest(), List.of()).stream()
        .map(CheckedDecision::person)
        .filter(second -> !second.equals(decision.person()))
        .findFirst();
  }

  /**
   * Whether it is not the plan's author's alone: somebody else's, or countersigned by one. Who
   * wrote an amended plan may well have approved the one before.
   */
  boolean independent(CheckedDecision decision, PlanSubject plan) {
    return !decision.person().equals(authors.of(plan)) || countersigned(decision);
  }
}
