// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Grade;
import dev.rekey.words.PersonName;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a certificate says in short. It counts only if the report has no findings.
 *
 * @param scope how many rows
 * @param proven how many rows by grade, in canonical spelling
 * @param exceptions the open rows, each with its reason
 * @param closers who closed, as far as their signatures hold
 * @param gap for how long places held no value that works, where something was cut first; may be
 *     empty
 * @param pinned whether the roster was compared with one that the reader trusts
 */
public record CertificateSummary(
    CampaignName campaign,
    String cause,
    PlanSubject plan,
    int scope,
    SortedMap<String, Long> proven,
    int ruledOut,
    List<String> exceptions,
    int chains,
    int entries,
    Digest root,
    Digest roster,
    boolean pinned,
    List<PersonName> closers,
    Instant closedAt,
    List<String> notes,
    String gap) {

  static CertificateSummary of(CertificateBody body, List<PersonName> closers, boolean pinned) {
    SortedMap<String, Long> proven = new TreeMap<>();
    for (CertificateRow row : body.rows()) {
      Grade grade = row.grade();
      if (grade != null) {
        proven.merge(CanonicalJson.name(grade), 1L, Long::sum);
      }
    }
    return new CertificateSummary(
        body.campaign(),
        body.cause(),
        body.plan(),
        body.rows().size(),
        proven,
        (int) body.rows().stream().filter(row -> row.end() == RowEnd.RULED_OUT).count(),
        body.rows().stream()
            .filter(row -> row.end() == RowEnd.EXCEPTION)
            .map(row -> row.row() + ": " + row.reason())
            .toList(),
        body.chains().size(),
        body.chains().values().stream().mapToInt(List::size).sum(),
        body.root(),
        body.roster().digest(),
        pinned,
        closers,
        body.closedAt(),
        notes(body),
        gap(body));
  }

  /**
   * What the decisions themselves tell comes first: whoever wrote the notes may have left it out.
   */
  private static List<String> notes(CertificateBody body) {
    List<String> notes = new ArrayList<>();
    if (anybodyAlone(body)) {
      notes.addAll(new PlanApprovals(new Decisions(body, new Findings())).remarks());
    }
    notes.addAll(body.notes());
    return List.copyOf(notes);
  }

  /** Cheap, so that signatures are checked once more only where it says something. */
  private static boolean anybodyAlone(CertificateBody body) {
    Stream<String> own =
        body
            .chains()
            .getOrDefault(CertificateBody.campaignChain(body.campaign()), List.of())
            .stream()
            .map(entry -> String.valueOf(entry.body().get("text")));
    return Stream.concat(own, body.decisions().stream().map(SignedStatement::text))
        .anyMatch(text -> text.contains("\"%s\"".formatted(Statement.SOLO)));
  }

  /** What steps of confirmation measured where something was cut first; empty if none did. */
  private static String gap(CertificateBody body) {
    List<Duration> gaps = new ArrayList<>();
    body.chains().values().stream()
        .flatMap(List::stream)
        .filter(entry -> entry.type().equals("step"))
        .forEach(entry -> gaps(Fields.of("step", entry.body()), gaps));
    return gaps.isEmpty()
        ? ""
        : "%d place%s held no value that works, for at most %s"
            .formatted(gaps.size(), gaps.size() == 1 ? "" : "s", Collections.max(gaps));
  }

  private static void gaps(Fields step, List<Duration> gaps) {
    try {
      Fields facts = step.text("step").equals("confirm") ? step.objectOrNull("facts") : null;
      if (facts != null && facts.has("gaps")) {
        facts.texts("gaps").values().forEach(gap -> gaps.add(Duration.parse(gap)));
      }
    } catch (MalformedEvidence | DateTimeException unreadable) {
      // What cannot be read is told by the checks; here it only measures nothing.
      return;
    }
  }

  /** Whether no row is left open. */
  public boolean whole() {
    return exceptions.isEmpty();
  }
}
