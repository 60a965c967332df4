// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.decision.Checked;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemList;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RotationsSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.RotationId;
import io.temporal.client.WorkflowClient;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes signed decisions in, verifies and stores them, and delivers them to the workflows that
 * wait: recorded first, delivered until answered.
 */
public final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private static final String TO_CAMPAIGN = "campaign";
  private static final int AT_ONCE = 32;

  /** Whoever hands in a decision waits for its deliveries; what is not begun by then goes later. */
  private static final Duration AT_MOST = Duration.ofSeconds(15);

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Rosters rosters;
  private final Board board;
  private final Courier courier;
  private final Clock clock;
  private final SignedDecisions signedDecisions;

  public Outbox(
      JdbcClient jdbc,
      Ledger ledger,
      Rosters rosters,
      Board board,
      WorkflowClient temporal,
      Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.rosters = rosters;
    this.board = board;
    this.courier = new Courier(temporal);
    this.clock = clock;
    this.signedDecisions = new SignedDecisions(jdbc, clock);
  }

  /** One delivery and what was answered; null while it waits. */
  public record Answered(String target, @Nullable String answer) {}

  /**
   * Records a decision and tries to deliver it at once.
   *
   * @param items what a decision about rotations lists; must lead to the statement's root
   * @throws DecisionRefused if the signature does not count
   */
  public List<Answered> take(CampaignName campaign, SignedStatement signed, List<Item> items) {
    Statement statement =
        switch (StatementCheck.verify(signed, rosters.of(campaign), clock.instant())) {
          case Checked.Invalid(String why) -> throw new DecisionRefused(why);
          case Checked.Valid(Statement valid, var _) -> valid;
        };
    rosters
        .revoked(signed, clock.instant())
        .ifPresent(why -> {
          throw new DecisionRefused(why);
        });
    if (!campaign.equals(statement.campaign())) {
      throw new DecisionRefused(
          "the statement is for campaign %s (expected: %s)"
              .formatted(statement.campaign(), campaign));
    }
    signedDecisions.keep(campaign, signed, statement);
    for (Target target : targets(campaign, signed, statement, items)) {
      jdbc.sql(
              "insert into delivery (digest, target, body) values (:digest, :target, :body)"
                  + " on conflict do nothing")
          .param("digest", statement.digest().value())
          .param("target", target.name())
          .param("body", Stored.write(target.delivery()))
          .update();
    }
    deliver();
    return answers(statement);
  }

  /** Delivers what waits; what cannot be delivered now goes on waiting. Returns how many went. */
  public int deliver() {
    List<Waiting> waiting =
        jdbc.sql(
                "select d.digest, d.target, d.body, s.campaign, s.received_at from delivery d"
                    + " join decision s on s.digest = d.digest where d.delivered_at is null"
                    + " order by s.received_at limit 1000")
            .query((row, _) ->
                new Waiting(
                    row.getString("digest"),
                    row.getString("target"),
                    Stored.read(row.getString("body"), Delivery.class),
                    new CampaignName(row.getString("campaign")),
                    row.getTimestamp("received_at").toInstant()))
            .list();
    Instant until = clock.instant().plus(AT_MOST);
    AtomicInteger delivered = new AtomicInteger();
    try (ExecutorService couriers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Waiting one : waiting) {
        couriers.execute(() -> {
          try {
            if (clock.instant().isBefore(until) && deliver(one)) {
              delivered.incrementAndGet();
            }
          } catch (RuntimeException notNow) {
            LOG.warn("a decision could not be brought to {}: {}", one.target(), notNow.toString());
          }
        });
      }
    }
    return delivered.get();
  }

  private boolean deliver(Waiting one) {
    try {
      if (StatementCheck.verify(
              one.delivery().signed(), rosters.of(one.campaign()), one.receivedAt())
          instanceof Checked.Invalid(String why)) {
        board.alarm(one.campaign(), one.target(), "a decision in the outbox is forged: " + why);
        answered(one, "refused: " + why);
        return true;
      }
    } catch (TamperedLedger altered) {
      board.alarmOnce(one.campaign(), one.target(), altered.getMessage());
      return false;
    }
    Optional<String> answer =
        one.target().equals(TO_CAMPAIGN)
            ? courier.toCampaign(one.campaign(), one.delivery())
            : toLane(one);
    answer.ifPresent(said -> answered(one, said));
    return answer.isPresent();
  }

  /** What the ledger would not let in is refused before the lane hears of it. */
  private Optional<String> toLane(Waiting one) {
    Statement statement = Statement.parse(one.delivery().signed().text());
    return statement.verb() == Verb.ATTEST
        ? Attesting.ownWork(ledger.read(one.target()), statement)
            .map("refused: "::concat)
            .or(() -> courier.toLane(rotation(one).lane(), one.delivery()))
        : courier.toLane(rotation(one).lane(), one.delivery());
  }

  private RotationId rotation(Waiting one) {
    return board.standings(one.campaign()).stream()
        .map(standing -> standing.planned().id())
        .filter(id -> id.toString().equals(one.target()))
        .findFirst()
        .orElseThrow();
  }

  private List<Target> targets(
      CampaignName campaign, SignedStatement signed, Statement statement, List<Item> items) {
    return switch (statement.subject()) {
      case PlanSubject _ -> List.of(new Target(TO_CAMPAIGN, new Delivery(signed, null)));
      case RotationsSubject subject -> {
        ItemList list = ItemList.of(items);
        if (!list.subject().equals(subject)) {
          throw new DecisionRefused("the list is not the one that was signed");
        }
        List<Target> targets = new ArrayList<>();
        for (Item item : list.items()) {
          targets.add(new Target(item.rotation(), list.delivery(signed, item.rotation())));
        }
        yield targets;
      }
      case StatementSubject subject -> countersigned(campaign, subject, signed);
      default ->
          throw new DecisionRefused(
              "%s is not decided here".formatted(statement.verb().name().toLowerCase(Locale.ROOT)));
    };
  }

  /** A countersignature goes where the countersigned exception went. */
  private List<Target> countersigned(
      CampaignName campaign, StatementSubject subject, SignedStatement signed) {
    List<Target> targets =
        board.standings(campaign).stream()
            .map(Standing::planned)
            .map(planned -> planned.id().toString())
            .filter(rotation -> delivered(subject, rotation))
            .map(rotation -> new Target(rotation, new Delivery(signed, null)))
            .toList();
    if (targets.isEmpty()) {
      throw new DecisionRefused("no exception %s is open".formatted(subject.statement()));
    }
    return targets;
  }

  private boolean delivered(StatementSubject subject, String rotation) {
    return jdbc.sql(
            "select exists (select 1 from delivery where digest = :digest and target = :target)")
        .param("digest", subject.statement().value())
        .param("target", rotation)
        .query(Boolean.class)
        .single();
  }

  private void answered(Waiting one, String answer) {
    jdbc.sql(
            "update delivery set delivered_at = :at, answer = :answer"
                + " where digest = :digest and target = :target")
        .param("at", Timestamp.from(clock.instant()))
        .param("answer", answer)
        .param("digest", one.digest())
        .param("target", one.target())
        .update();
  }

  /** Exceptions that one person signed and nobody has countersigned. */
  public List<OpenException> openExceptions(CampaignName campaign) {
    return jdbc.sql(
            "select s.statement, d.target from decision s join delivery d on d.digest = s.digest"
                + " join rotation r on r.id = d.target and r.state = 'held'"
                + " where s.campaign = :campaign and s.verb = 'except'"
                + " and d.answer like 'taken%' order by s.received_at")
        .param("campaign", campaign.value())
        .query((row, _) ->
            new OpenException(Statement.parse(row.getString("statement")), row.getString("target")))
        .list();
  }

  /** An exception that waits for its second signature. */
  public record OpenException(Statement statement, String rotation) {}

  /** What became of a decision's deliveries. */
  public List<Answered> answers(Statement statement) {
    return jdbc.sql("select target, answer from delivery where digest = :digest order by target")
        .param("digest", statement.digest().value())
        .query((row, _) -> new Answered(row.getString("target"), row.getString("answer")))
        .list();
  }

  private record Target(String name, Delivery delivery) {}

  private record Waiting(
      String digest, String target, Delivery delivery, CampaignName campaign, Instant receivedAt) {}
}
