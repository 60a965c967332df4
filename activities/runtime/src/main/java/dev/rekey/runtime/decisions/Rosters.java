// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who may decide. The first roster is an act of trust that two of its people confirm; each later
 * one takes two people of the one before (P7).
 */
public final class Rosters {

  /** The chain in which every roster stands that was trusted, with who vouched for it. */
  public static final String CHAIN = "rosters";

  private static final String TRUSTED = "roster";

  /** How many people must vouch for a roster. */
  public static final int NEEDED = 2;

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  public Rosters(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Stores a roster that nobody vouches for yet. */
  public Digest propose(Roster roster) {
    Digest digest = roster.digest();
    jdbc.sql(
            "insert into roster (digest, body, added_at) values (:digest, :body, :at)"
                + " on conflict do nothing")
        .param("digest", digest.value())
        .param("body", CanonicalJson.write(roster.toJson()))
        .param("at", Timestamp.from(clock.instant()))
        .update();
    return digest;
  }

  /**
   * The roster that counts now: the last one on record, each vouched for by two people of the one
   * before it, the first by two of its own.
   *
   * @throws TamperedLedger if the record, or a roster in it, is not as it was signed
   */
  public Optional<Roster> current() {
    return trusted(ledger.read(CHAIN));
  }

  private Optional<Roster> trusted(List<Entry> entries) {
    Roster trusted = null;
    for (Entry entry : entries) {
      if (entry.type().equals(TRUSTED)) {
        Fields fields = Fields.of(TRUSTED, entry.body());
        Digest digest = fields.digest("digest");
        Roster next =
            find(digest)
                .orElseThrow(() -> new TamperedLedger("roster %s is gone".formatted(digest)));
        List<SignedStatement> signed = fields.list("vouched", SignedStatement::fromJson);
        Roster judges = trusted == null ? next : trusted;
        if (vouching(digest, judges, signed, entry.at()).size() < NEEDED) {
          throw new TamperedLedger(
              "roster %s is on record without two valid signatures".formatted(digest));
        }
        trusted = next;
      }
    }
    return Optional.ofNullable(trusted);
  }

  /** Who vouches validly, each with one signature. */
  private static Map<PersonName, SignedStatement> vouching(
      Digest digest, Roster judges, List<SignedStatement> signed, Instant at) {
    Map<PersonName, SignedStatement> people = new LinkedHashMap<>();
    for (SignedStatement one : signed) {
      if (StatementCheck.verify(one, judges, at) instanceof Checked.Valid valid
          && valid.statement().subject().equals(new RosterSubject(digest))) {
        people.putIfAbsent(valid.member().name(), one);
      }
    }
    return people;
  }

  /**
   * A roster by its digest, trusted or not.
   *
   * @throws TamperedLedger if what is stored under it has another
   */
  public Optional<Roster> find(Digest digest) {
    Optional<Roster> found =
        jdbc.sql("select body from roster where digest = :digest")
            .param("digest", digest.value())
            .query((row, _) -> parse(row.getString("body")))
            .optional();
    found
        .map(Roster::digest)
        .filter(other -> !other.equals(digest))
        .ifPresent(other -> {
          throw new TamperedLedger(
              "roster %s was altered: its digest is %s now".formatted(digest, other));
        });
    return found;
  }

  /**
   * The roster that a campaign is pinned to.
   *
   * @throws TamperedLedger if it is not the one that the campaign's plan names on record
   */
  public Roster of(CampaignName campaign) {
    Roster roster =
        jdbc.sql(
                "select r.body from roster r join campaign c on c.roster = r.digest"
                    + " where c.name = :name")
            .param("name", campaign.value())
            .query((row, _) -> parse(row.getString("body")))
            .single();
    Digest digest = roster.digest();
    ledger
        .last(CampaignChain.name(campaign), "plan")
        .map(plan -> Past.text(plan, "roster"))
        .filter(pinned -> !pinned.equals(digest.value()))
        .ifPresent(pinned -> {
          throw new TamperedLedger(
              "campaign %s: its roster is %s (expected: %s, which its plan names)"
                  .formatted(campaign, digest, pinned));
        });
    return roster;
  }

  /**
   * Why a decision does not count for a campaign any more although the roster that it is pinned to
   * would let it: whoever was taken off the roster of today, or lost the key, decides nothing from
   * then on. Who came onto it meanwhile decides from the next campaign on.
   *
   * @param now when the decision arrived
   */
  public Optional<String> revoked(SignedStatement signed, Instant now) {
    Optional<Roster> today = current();
    return today.isEmpty()
        ? Optional.empty()
        : switch (StatementCheck.verify(signed, today.get(), now)) {
          case Checked.Valid _ -> Optional.empty();
          case Checked.Invalid(String why) ->
              Optional.of(
                  "by the roster of today (%s) it does not count: %s"
                      .formatted(today.get().digest(), why));
        };
  }

  /** Who vouches for a roster; of one that was replaced, who has done so since. */
  public List<String> trustedBy(Digest digest) {
    List<Entry> entries = ledger.read(CHAIN);
    return (isCurrent(digest, entries) ? statements(digest) : anew(digest, entries))
        .stream().map(one -> Statement.parse(one.text()).person().value()).toList();
  }

  /**
   * Records that somebody vouches for a roster; with the second person it counts.
   *
   * @throws DecisionRefused if the signature is not one that counts
   */
  public void trust(Digest digest, SignedStatement signed) {
    Roster proposed =
        find(digest)
            .orElseThrow(() -> new DecisionRefused("no roster %s was proposed".formatted(digest)));
    Roster judges = current().orElse(proposed);
    Statement statement =
        switch (StatementCheck.verify(signed, judges, clock.instant())) {
          case Checked.Invalid(String why) -> throw new DecisionRefused(why);
          case Checked.Valid(Statement valid, var _) -> valid;
        };
    if (!statement.subject().equals(new RosterSubject(digest))) {
      throw new DecisionRefused(
          "the statement is about %s (expected: roster %s)".formatted(statement.subject(), digest));
    }
    jdbc.sql(
            "insert into roster_trust (digest, person, statement, signature)"
                + " values (:digest, :person, :statement, :signature) on conflict (digest, person)"
                + " do update set statement = excluded.statement, signature = excluded.signature")
        .param("digest", digest.value())
        .param("person", statement.person().value())
        .param("statement", signed.text())
        .param("signature", signed.signature())
        .update();
    ledger.write(CHAIN, chain -> count(digest, proposed, chain));
  }

  /** Puts it on record once two people of the roster that counts vouch for it. */
  private Head count(Digest digest, Roster proposed, Ledger.Writer chain) {
    Roster judges = trusted(chain.entries()).orElse(proposed);
    Instant now = clock.instant();
    Map<PersonName, SignedStatement> people =
        vouching(digest, judges, anew(digest, chain.entries()), now.truncatedTo(ChronoUnit.MILLIS));
    if (isCurrent(digest, chain.entries()) || people.size() < NEEDED) {
      return chain.head();
    }
    jdbc.sql("update roster set trusted_at = :at where digest = :digest")
        .param("at", Timestamp.from(now))
        .param("digest", digest.value())
        .update();
    return chain.append(
        TRUSTED,
        Map.of(
            "digest",
            digest,
            "vouched",
            people.values().stream().map(SignedStatement::toJson).toList()));
  }

  /**
   * What was signed for a roster. One that counted before and was replaced comes back by new
   * signatures only: else whoever kept the old ones could bring back who was taken off.
   */
  private List<SignedStatement> anew(Digest digest, List<Entry> entries) {
    List<SignedStatement> signed = statements(digest);
    if (entries.stream().noneMatch(entry -> names(entry, digest))) {
      return signed;
    }
    Instant replaced = entries.getLast().at();
    return signed.stream()
        .filter(one -> Statement.parse(one.text()).time().isAfter(replaced))
        .toList();
  }

  private static boolean isCurrent(Digest digest, List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.type().equals(TRUSTED))
        .findFirst()
        .filter(entry -> names(entry, digest))
        .isPresent();
  }

  private static boolean names(Entry entry, Digest digest) {
    return digest.value().equals(entry.body().get("digest"));
  }

  private List<SignedStatement> statements(Digest digest) {
    return jdbc.sql(
            "select statement, signature from roster_trust where digest = :digest order by person")
        .param("digest", digest.value())
        .query(
            (row, _) -> new SignedStatement(row.getString("statement"), row.getString("signature")))
        .list();
  }

  private static Roster parse(String body) {
    return Roster.fromJson(Fields.of("roster", CanonicalJson.read(body)));
  }
}
