// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores numbered plans; an approved one becomes the beginning of its rotations' chains. */
public final class Plans {

  private static final String AMENDS = "amends";

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;

  /** A plan cannot change, and the digest of thousands of rotations takes its time. */
  private final Cache<Plan, Digest> digests = Caffeine.newBuilder().weakKeys().build();

  public Plans(JdbcClient jdbc, Ledger ledger, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
  }

  /** Stores a plan as the campaign's newest, and puts its making on record. */
  public void store(Plan plan) {
    ledger.write(
        CampaignChain.name(plan.campaign()),
        chain -> {
          insert(plan);
          jdbc.sql("update campaign set plan = :number, state = 'planned' where name = :name")
              .param("number", plan.number())
              .param("name", plan.campaign().value())
              .update();
          return chain.append("plan", made(plan));
        });
  }

  /**
   * Stores a plan that is to follow the one in force once somebody else has approved it, and puts
   * its making on record; false if another came first.
   */
  public boolean storeAmendment(Plan plan, Plan before) {
    return ledger.write(
        CampaignChain.name(plan.campaign()),
        chain -> {
          if (newest(chain.entries()) != plan.number() - 1) {
            return false;
          }
          insert(plan);
          jdbc.sql("update campaign set amendment = :number where name = :name")
              .param("number", plan.number())
              .param("name", plan.campaign().value())
              .update();
          SortedMap<String, Object> made = new TreeMap<>(made(plan));
          made.put(AMENDS, before.number());
          made.put("amends-digest", before.digest());
          chain.append("plan", made);
          return true;
        });
  }

  private void insert(Plan plan) {
    jdbc.sql(
            "insert into plan (campaign, number, digest, author, at, body)"
                + " values (:campaign, :number, :digest, :author, :at, :body)")
        .param("campaign", plan.campaign().value())
        .param("number", plan.number())
        .param("digest", plan.digest().value())
        .param("author", plan.author().value())
        .param("at", Timestamp.from(plan.at()))
        .param("body", Stored.write(plan))
        .update();
  }

  private static Map<String, ?> made(Plan plan) {
    return Map.of(
        "number", plan.number(),
        "digest", plan.digest(),
        "author", plan.author().value(),
        "roster", plan.roster(),
        "rotations", plan.rotations().size());
  }

  /** The number of the plan that was made last, whether approved or not; 0 for none. */
  public int newest(CampaignName campaign) {
    return ledger
        .last(CampaignChain.name(campaign), "plan")
        .map(entry -> Fields.of("plan", entry.body()).count("number"))
        .orElse(0);
  }

  private static int newest(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.type().equals("plan"))
        .findFirst()
        .map(entry -> Fields.of("plan", entry.body()).count("number"))
        .orElse(0);
  }

  /** The number of the plan that a plan follows, as its making is on record; 0 for none. */
  public int amends(CampaignName campaign, int number) {
    return ledger.read(CampaignChain.name(campaign)).stream()
        .filter(entry -> isPlan(entry, number))
        .filter(entry -> entry.body().containsKey(AMENDS))
        .map(entry -> Fields.of("plan", entry.body()).count(AMENDS))
        .findFirst()
        .orElse(0);
  }

  /** The number of the last plan that is approved, as the chain holds it; 0 for none. */
  public int inForce(CampaignName campaign) {
    return ledger.read(CampaignChain.name(campaign)).reversed().stream()
        .filter(entry -> entry.type().equals("plan"))
        .filter(entry -> approved(campaign, new Digest(Past.text(entry, "digest"))))
        .map(entry -> Fields.of("plan", entry.body()).count("number"))
        .findFirst()
        .orElse(0);
  }

  /**
   * Why a plan cannot be decided about any more: an amendment that another has come after. Two that
   * both follow the same plan would each leave out what the other adds.
   */
  Optional<String> superseded(CampaignName campaign, int number) {
    int newest = newest(campaign);
    return newest > number && amends(campaign, number) > 0
        ? Optional.of(
            "plan %d was made since (expected: a decision about that one)".formatted(newest))
        : Optional.empty();
  }

  /**
   * A plan by its number.
   *
   * @throws TamperedLedger if it is not the one whose making is on record
   */
  public Optional<Plan> find(CampaignName campaign, int number) {
    Optional<Plan> plan =
        jdbc.sql("select body from plan where campaign = :campaign and number = :number")
            .param("campaign", campaign.value())
            .param("number", number)
            .query((row, _) -> Stored.read(row.getString("body"), Plan.class))
            .optional();
    plan.ifPresent(found -> requireOnRecord(campaign, number, digest(found)));
    return plan;
  }

  /**
   * The digest of a plan by its number.
   *
   * @throws TamperedLedger if it is not the one whose making is on record
   */
  public Optional<Digest> digest(CampaignName campaign, int number) {
    return find(campaign, number).map(this::digest);
  }

  private Digest digest(Plan plan) {
    return digests.get(plan, Plan::digest);
  }

  private void requireOnRecord(CampaignName campaign, int number, Digest digest) {
    String chain = CampaignChain.name(campaign);
    Optional<String> recorded =
        ledger
            .last(chain, "plan")
            .filter(entry -> isPlan(entry, number))
            .or(() ->
                ledger.read(chain).stream().filter(entry -> isPlan(entry, number)).findFirst())
            .map(entry -> Past.text(entry, "digest"));
    if (!recorded.equals(Optional.of(digest.value()))) {
      throw new TamperedLedger(
          "campaign %s: plan %d has digest %s (expected, as recorded: %s)"
              .formatted(campaign, number, digest, recorded.orElse("none")));
    }
  }

  private static boolean isPlan(Entry entry, int number) {
    return entry.type().equals("plan") && Long.valueOf(number).equals(entry.body().get("number"));
  }

  /** Whether a valid decision to approve the plan is on record. */
  public boolean approved(CampaignName campaign, Digest plan) {
    return ledger.read(CampaignChain.name(campaign)).stream()
        .filter(entry -> entry.type().equals(DecisionEntry.TYPE))
        .map(entry -> Statement.parse(Past.text(entry, "text")))
        .anyMatch(statement ->
            statement.verb() == Verb.APPROVE
                && statement.subject() instanceof PlanSubject(int _, Digest of)
                && of.equals(plan));
  }

  /** Records a verified decision about a plan, once. */
  void decide(CampaignName campaign, SignedStatement signed) {
    String digest = Statement.parse(signed.text()).digest().value();
    ledger.write(
        CampaignChain.name(campaign),
        chain -> {
          boolean recorded =
              chain.entries().stream().anyMatch(entry -> digest.equals(Past.text(entry, "digest")));
          return recorded
              ? chain.head()
              : chain.append(DecisionEntry.TYPE, new DecisionEntry(signed, null, null).body());
        });
  }

  /** Begins the chains of an approved plan's rotations; those that have begun are left alone. */
  void begin(Plan plan) {
    int amends = amends(plan.campaign(), plan.number());
    Optional<Plan> before = amends == 0 ? Optional.empty() : find(plan.campaign(), amends);
    for (PlannedRotation rotation : plan.rotations()) {
      if (before.flatMap(earlier -> earlier.find(rotation.id())).isEmpty()) {
        begin(plan, rotation);
      }
    }
    jdbc.sql("update campaign set state = 'running' where name = :name and state = 'planned'")
        .param("name", plan.campaign().value())
        .update();
    if (amends > 0) {
      jdbc.sql(
              "update campaign set plan = :number, amendment = 0, state = 'running'"
                  + " where name = :name and plan < :number")
          .param("number", plan.number())
          .param("name", plan.campaign().value())
          .update();
    }
  }

  private void begin(Plan plan, PlannedRotation rotation) {
    ledger.write(
        rotation.id().toString(),
        chain -> {
          if (!chain.entries().isEmpty()) {
            return chain.head();
          }
          jdbc.sql(
                  "insert into rotation (id, campaign, plan, wave, position, lane, turn, team,"
                      + " facts, state, step, round, note, since) values (:id, :campaign, :plan,"
                      + " :wave, :position, :lane, :turn, :team, :facts, 'planned', 'approve', 0,"
                      + " '', :since)")
              .param("id", rotation.id().toString())
              .param("campaign", plan.campaign().value())
              .param("plan", plan.number())
              .param("wave", rotation.wave())
              .param("position", rotation.position())
              .param("lane", rotation.id().lane().toString())
              .param("turn", rotation.turn())
              .param("team", rotation.owner().value())
              .param("facts", Stored.write(rotation))
              .param("since", Timestamp.from(clock.instant()))
              .update();
          SortedMap<String, Object> body = new TreeMap<>(rotation.facts());
          body.put("shown", rotation.shown());
          body.put("plan", plan.number());
          body.put("plan-digest", plan.digest());
          body.put("cut-off", plan.incident().cutOff());
          return chain.append("planned", body);
        });
  }
}
