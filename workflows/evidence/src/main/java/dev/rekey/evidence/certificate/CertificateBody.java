// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a certificate says; its digest is what people sign to close.
 *
 * @param cause incident, drill, offboarding or rotation
 * @param author who made the plan: their own approval does not count
 * @param plan the last plan's number and digest
 * @param roster who could decide
 * @param rows every row of every source; kept sorted
 * @param chains the entries of each rotation's chain by its name; and the campaign's own as {@code
 *     campaign/<name>} if it has one
 * @param decisions those that stand in no chain: approvals of plans, rulings, countersignatures,
 *     trust in the roster; kept sorted
 * @param root of the Merkle tree over the heads of the chains, in the order of their names
 * @param counts {@code scope} and one for each state of a row
 * @param notes what a reader must know, for example by which factor waits were compressed and what
 *     nobody could list; kept in order
 * @param closedAt kept to the millisecond
 */
public record CertificateBody(
    CampaignName campaign,
    String cause,
    PersonName author,
    PlanSubject plan,
    Roster roster,
    List<CertificateRow> rows,
    SortedMap<String, List<Entry>> chains,
    List<SignedStatement> decisions,
    Digest root,
    SortedMap<String, Long> counts,
    List<String> notes,
    Instant closedAt) {

  public CertificateBody {
    requireNonNull(campaign, "campaign is null");
    requireNonNull(cause, "cause is null");
    requireNonNull(author, "author is null");
    requireNonNull(plan, "plan is null");
    requireNonNull(roster, "roster is null");
    requireNonNull(root, "root is null");
    rows = rows.stream().sorted(comparing(CertificateRow::row)).toList();
    SortedMap<String, List<Entry>> copies = new TreeMap<>();
    chains.forEach((name, entries) -> copies.put(name, List.copyOf(entries)));
    chains = Collections.unmodifiableSortedMap(copies);
    decisions =
        decisions.stream()
            .sorted(comparing(SignedStatement::text).thenComparing(SignedStatement::signature))
            .toList();
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    notes = List.copyOf(notes);
    closedAt = closedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /** A body whose root and counts are those of its chains and rows. */
  public static CertificateBody of(
      CampaignName campaign,
      String cause,
      PersonName author,
      PlanSubject plan,
      Roster roster,
      List<CertificateRow> rows,
      SortedMap<String, List<Entry>> chains,
      List<SignedStatement> decisions,
      List<String> notes,
      Instant closedAt) {
    return new CertificateBody(
        campaign,
        cause,
        author,
        plan,
        roster,
        rows,
        chains,
        decisions,
        Totals.root(chains),
        Totals.counts(rows),
        notes,
        closedAt);
  }

  /** The name of the campaign's own chain. */
  public static String campaignChain(CampaignName campaign) {
    return "campaign/" + campaign;
  }

  /** The body's canonical text. */
  public String text() {
    return CanonicalJson.write(toJson());
  }

  /** What the people who close sign. */
  public Digest digest() {
    return Digest.ofText(text());
  }

  SortedMap<String, Object> toJson() {
    SortedMap<String, Object> json = new TreeMap<>();
    json.put("author", author.value());
    json.put("campaign", campaign.value());
    json.put("cause", cause);
    SortedMap<String, Object> entries = new TreeMap<>();
    chains.forEach((name, chain) -> entries.put(name, chain.stream().map(Entry::toJson).toList()));
    json.put("chains", entries);
    json.put("closed-at", closedAt);
    json.put("counts", counts);
    json.put("decisions", decisions.stream().map(SignedStatement::toJson).toList());
    json.put("notes", notes);
    json.put("plan", Map.of("number", plan.number(), "digest", plan.plan()));
    json.put("root", root);
    json.put("roster", roster.toJson());
    json.put("rows", rows.stream().map(CertificateRow::toJson).toList());
    return json;
  }

  static CertificateBody fromJson(Fields fields) {
    Fields plan = fields.object("plan");
    CertificateBody body =
        new CertificateBody(
            new CampaignName(fields.text("campaign")),
            fields.text("cause"),
            new PersonName(fields.text("author")),
            new PlanSubject(plan.count("number"), plan.digest("digest")),
            Roster.fromJson(fields.object("roster")),
            fields.list("rows", CertificateRow::fromJson),
            chains(fields.object("chains")),
            fields.list("decisions", SignedStatement::fromJson),
            fields.digest("root"),
            counts(fields.map("counts")),
            fields.textList("notes"),
            fields.instant("closed-at"));
    plan.end();
    fields.end();
    return body;
  }

  private static SortedMap<String, List<Entry>> chains(Fields fields) {
    SortedMap<String, List<Entry>> chains = new TreeMap<>();
    for (String name : fields.names()) {
      chains.put(name, fields.list(name, Entry::fromJson));
    }
    return chains;
  }

  private static SortedMap<String, Long> counts(Map<String, Object> counts) {
    SortedMap<String, Long> numbers = new TreeMap<>();
    for (Map.Entry<String, Object> count : counts.entrySet()) {
      if (!(count.getValue() instanceof Long number)) {
        throw new MalformedEvidence("counts: not all are whole numbers (expected: only such)");
      }
      numbers.put(count.getKey(), number);
    }
    return numbers;
  }
}
