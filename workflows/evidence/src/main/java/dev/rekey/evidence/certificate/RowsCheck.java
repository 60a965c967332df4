// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.TeamName;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds the rows against promise P6: each accounted for once, and each state warranted. */
final class RowsCheck {

  private final CertificateBody body;
  private final Map<String, RotationEnd> ends;
  private final Decisions decisions;
  private final Findings findings;

  RowsCheck(
      CertificateBody body, Map<String, RotationEnd> ends, Decisions decisions, Findings findings) {
    this.body = body;
    this.ends = ends;
    this.decisions = decisions;
    this.findings = findings;
  }

  void run() {
    Set<String> rows = new LinkedHashSet<>();
    Map<String, RowEnd> rotations = new LinkedHashMap<>();
    for (CertificateRow row : body.rows()) {
      if (!rows.add(row.row())) {
        found(row, "stands there twice (expected: once)");
      }
      row(row);
      if (row.rotation() != null) {
        RowEnd other = rotations.putIfAbsent(row.rotation(), row.end());
        if (other != null && other != row.end()) {
          found(row, "is in another state than another row of the same rotation");
        }
      }
    }
    for (String chain : ends.keySet()) {
      if (!rotations.containsKey(chain)) {
        findings.add(chain, "belongs to no row of the scope");
      }
    }
    sources();
    if (!body.counts().equals(Totals.counts(body.rows()))) {
      findings.add(
          "the counts are %s (expected: %s, as the rows add up)"
              .formatted(body.counts(), Totals.counts(body.rows())));
    }
  }

  /** A source's rows are counted when it is taken in: none may be missing in the end. */
  private void sources() {
    String own = CertificateBody.campaignChain(body.campaign());
    for (Entry entry : body.chains().getOrDefault(own, List.of())) {
      if (entry.type().equals("source")) {
        try {
          source(entry, Fields.of("source", entry.body()));
        } catch (MalformedEvidence malformed) {
          findings.add(entry, String.valueOf(malformed.getMessage()));
        }
      }
    }
  }

  private void source(Entry entry, Fields fields) {
    String source = fields.text("source");
    long there =
        body.rows().stream()
            .map(CertificateRow::row)
            .filter(row -> row.startsWith(source + ":"))
            .filter(row -> row.lastIndexOf(':') == source.length())
            .count();
    if (there != fields.number("rows")) {
      findings.add(
          entry,
          "source %s had %d rows when it was taken in, and %d are accounted for"
              .formatted(Shown.text(source), fields.number("rows"), there));
    }
  }

  private void row(CertificateRow row) {
    RotationEnd end = null;
    if (row.rotation() != null) {
      end = ends.get(row.rotation());
      if (end == null) {
        found(row, "names rotation %s, whose chain is missing".formatted(row.rotation()));
        return;
      }
    }
    switch (row.end()) {
      case PROVEN -> proven(row, end);
      case RULED_OUT -> ruledOut(row, end);
      case EXCEPTION -> excepted(row, end);
    }
  }

  private void proven(CertificateRow row, @Nullable RotationEnd end) {
    if (end == null || end.end() != RotationEnd.State.PROVEN) {
      found(row, "is proven, but its chain does not end so");
    } else if (end.grade() != row.grade()) {
      found(row, "has grade %s, its chain %s".formatted(row.grade(), end.grade()));
    }
  }

  private void ruledOut(CertificateRow row, @Nullable RotationEnd end) {
    if (end != null && end.end() == RotationEnd.State.PROVEN) {
      found(row, "is ruled out, but its chain ends as proven");
    }
    if (about(row).stream().noneMatch(decision -> decides(decision, Verb.RULE_OUT, end))) {
      found(row, "is ruled out, but no decision that counts says so");
    }
  }

  private void excepted(CertificateRow row, @Nullable RotationEnd end) {
    if (end != null && end.end() == RotationEnd.State.PROVEN) {
      found(row, "is excepted, but its chain ends as proven");
    }
    List<CheckedDecision> exceptions =
        about(row).stream().filter(decision -> decides(decision, Verb.EXCEPT, end)).toList();
    if (exceptions.isEmpty()) {
      found(row, "is excepted, but no decision that counts says so");
    } else if (exceptions.stream().noneMatch(decisions::countersigned)) {
      found(row, "is excepted by one person alone (expected: a countersignature by another)");
    } else if (exceptions.stream().noneMatch(this::holdsAtTheEnd)) {
      found(row, "is excepted, but the exception was over when the campaign closed");
    }
  }

  private boolean holdsAtTheEnd(CheckedDecision exception) {
    Instant until = exception.statement().until();
    return decisions.countersigned(exception) && until != null && until.isAfter(body.closedAt());
  }

  private static boolean decides(CheckedDecision decision, Verb verb, @Nullable RotationEnd end) {
    TeamName owner = end == null ? null : end.owner();
    return decision.statement().verb() == verb
        && Authority.suffices(decision.member(), decision.statement(), owner);
  }

  /** The decisions about a row: in its chain, or among the loose ones that it points to. */
  private List<CheckedDecision> about(CertificateRow row) {
    RowDecision decided = row.decided();
    if (decided == null) {
      return row.rotation() == null ? List.of() : decisions.about(row.rotation());
    }
    String subject = row.rotation() == null ? row.row() : row.rotation();
    return decisions.loose(decided.statement()).stream()
        .filter(decision ->
            ItemCheck.covers(
                decision.statement(), new Item(subject, decided.shown()), decided.proof()))
        .toList();
  }

  private void found(CertificateRow row, String what) {
    findings.add("row %s %s".formatted(Shown.text(row.row()), what));
  }
}
