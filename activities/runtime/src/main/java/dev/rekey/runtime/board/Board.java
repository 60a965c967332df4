// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Grade;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One row per rotation: where it stands. What it says decides nothing; the ledger does. */
public final class Board {

  /** The source of the rows that Rekey found itself. */
  public static final String FOUND = "found by rekey";

  private final JdbcClient jdbc;
  private final Clock clock;

  public Board(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * What the plan says of a rotation.
   *
   * @throws IllegalStateException if it is not planned
   */
  public PlannedRotation planned(RotationId rotation) {
    return jdbc.sql("select facts from rotation where id = :id")
        .param("id", rotation.toString())
        .query(String.class)
        .optional()
        .map(facts -> Stored.read(facts, PlannedRotation.class))
        .orElseThrow(() -> new IllegalStateException("%s is in no plan".formatted(rotation)));
  }

  /** The rotations of a lane in one campaign, in turn. */
  public List<PlannedRotation> lane(CampaignName campaign, Lane lane) {
    return jdbc.sql(
            "select facts from rotation where campaign = :campaign and lane = :lane order by turn")
        .param("campaign", campaign.value())
        .param("lane", lane.toString())
        .query((row, _) -> Stored.read(row.getString("facts"), PlannedRotation.class))
        .list();
  }

  /** Where a rotation stands; empty if it is in no plan. */
  public Optional<Standing> standing(RotationId rotation) {
    return jdbc.sql("select * from rotation where id = :id")
        .param("id", rotation.toString())
        .query((row, _) -> Standing.of(row))
        .optional();
  }

  /** Where all rotations of a campaign stand, in the order of the plan. */
  public List<Standing> standings(CampaignName campaign) {
    return jdbc.sql("select * from rotation where campaign = :campaign order by position")
        .param("campaign", campaign.value())
        .query((row, _) -> Standing.of(row))
        .list();
  }

  /**
   * Asks, reminds or escalates, once for each round and urgency. Who was asked and has neither
   * decided nor let the time pass is not asked again, even if the run that asked was ended.
   */
  public void ask(RotationId rotation, int round, String urgency, Instant until) {
    boolean open = urgency.equals("ASK") && wasAsked(rotation, round);
    int asked =
        open
            ? 0
            : jdbc.sql(
                    "insert into notice (rotation, round, urgency, until, at)"
                        + " values (:rotation, :round, :urgency, :until, :at)"
                        + " on conflict do nothing")
                .param("rotation", rotation.toString())
                .param("round", round)
                .param("urgency", urgency)
                .param("until", Timestamp.from(until))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    if (open || (asked == 1 && urgency.equals("ASK"))) {
      waiting(rotation, round);
    }
  }

  private boolean wasAsked(RotationId rotation, int round) {
    return jdbc.sql(
            "select exists (select 1 from notice n where n.rotation = :rotation"
                + " and n.urgency = 'ASK' and n.round < :round and n.until > :now"
                + " and not exists (select 1 from ledger l where l.chain = n.rotation"
                + " and l.type = 'decision' and l.at >= n.at"
                + " and l.body::jsonb ->> 'verb' in ('approve', 'deny', 'not-mine', 'not-before',"
                + " 'add-consumer', 'already-replaced', 'retire')))")
        .param("rotation", rotation.toString())
        .param("round", round)
        .param("now", Timestamp.from(clock.instant()))
        .query(Boolean.class)
        .single();
  }

  /**
   * Another campaign works on this lane. What has begun is at work itself: a wave that was run once
   * more finds its own lanes running.
   */
  public void busy(CampaignName campaign, Lane lane) {
    jdbc.sql(
            "update rotation set state = 'held', reason = :reason, note = :note, since = :since"
                + " where campaign = :campaign and lane = :lane and state = 'planned'")
        .param("reason", HeldReason.LANE_BUSY.text())
        .param("note", "another campaign works on this lane; it is started when that one is done")
        .param("since", Timestamp.from(clock.instant()))
        .param("campaign", campaign.value())
        .param("lane", lane.toString())
        .update();
  }

  /** It waits for its owner's approval. */
  public void waiting(RotationId rotation, int round) {
    waiting(rotation, round, "waits for its owner's approval");
  }

  public void waiting(RotationId rotation, int round, String note) {
    update(rotation, "waiting", Step.APPROVE.text(), null, round, note);
  }

  public void working(RotationId rotation, Step step, int round, String note) {
    update(rotation, "working", step.text(), null, round, note);
  }

  public void held(RotationId rotation, Step step, HeldReason reason, int round, String note) {
    update(rotation, "held", step.text(), reason.text(), round, note);
  }

  /** The old one is switched off; since when, is kept. */
  public void switchedOff(RotationId rotation) {
    jdbc.sql("update rotation set off_since = coalesce(off_since, :at) where id = :id")
        .param("at", Timestamp.from(clock.instant()))
        .param("id", rotation.toString())
        .update();
  }

  /** The old one is switched on again. */
  public void switchedOn(RotationId rotation) {
    jdbc.sql("update rotation set off_since = null where id = :id")
        .param("id", rotation.toString())
        .update();
  }

  /** A decision has changed whose it is, or what will happen. */
  public void amended(PlannedRotation decided) {
    jdbc.sql("update rotation set amended = :amended, team = :team where id = :id")
        .param("amended", Stored.write(decided))
        .param("team", decided.owner().value())
        .param("id", decided.id().toString())
        .update();
  }

  public void excepted(RotationId rotation, String note) {
    jdbc.sql(
            "update rotation set state = 'excepted', reason = null, note = :note, since = :since"
                + " where id = :id")
        .param("note", note)
        .param("since", Timestamp.from(clock.instant()))
        .param("id", rotation.toString())
        .update();
  }

  /**
   * It is proven dead.
   *
   * @param note what else is to be known; may be empty
   */
  public void proven(RotationId rotation, Grade grade, String note) {
    jdbc.sql(
            "update rotation set state = 'proven', reason = null, grade = :grade, note = :note,"
                + " since = :since where id = :id")
        .param("grade", grade.name().toLowerCase(Locale.ROOT))
        .param("note", note)
        .param("since", Timestamp.from(clock.instant()))
        .param("id", rotation.toString())
        .update();
  }

  /** Which attempt may write; the one before is fenced off. */
  public void fence(RotationId rotation, String fence) {
    jdbc.sql("update rotation set fence = :fence where id = :id")
        .param("fence", fence)
        .param("id", rotation.toString())
        .update();
  }

  public String fenceOf(RotationId rotation) {
    return jdbc.sql("select coalesce(fence, '') from rotation where id = :id")
        .param("id", rotation.toString())
        .query(String.class)
        .single();
  }

  /** A store came back from a backup: all revokes of the campaign wait for a person. */
  public void restored(CampaignName campaign) {
    jdbc.sql("update campaign set restored = true where name = :name")
        .param("name", campaign.value())
        .update();
  }

  public void alarm(CampaignName campaign, String subject, @Nullable String what) {
    jdbc.sql(
            "insert into alarm (campaign, subject, what, at)"
                + " values (:campaign, :subject, :what, :at)")
        .param("campaign", campaign.value())
        .param("subject", subject)
        .param("what", String.valueOf(what))
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }

  /** Raises an alarm that is not raised already: for what is looked at again and again. */
  public void alarmOnce(CampaignName campaign, String subject, String what) {
    boolean raised =
        jdbc.sql(
                "select exists (select 1 from alarm where campaign = :campaign"
                    + " and subject = :subject and what = :what)")
            .param("campaign", campaign.value())
            .param("subject", subject)
            .param("what", what)
            .query(Boolean.class)
            .single();
    if (!raised) {
      alarm(campaign, subject, what);
    }
  }

  /** Makes a live credential that nobody recorded an open row of the scope, once. */
  public void stranger(
      CampaignName campaign, Lane lane, CredentialId id, @Nullable Instant created) {
    String name = lane + "/" + id;
    jdbc.sql(
            "insert into scope_row (campaign, source, line, state, shown, reason, rotation)"
                + " select :campaign, 'found by rekey', coalesce(max(line), 0) + 1, 'unresolved',"
                + " :shown, :reason, :name from scope_row"
                + " where campaign = :campaign and source = 'found by rekey'"
                + " having not exists (select 1 from scope_row where campaign = :campaign"
                + " and source = 'found by rekey' and rotation = :name)")
        .param("campaign", campaign.value())
        .param("shown", name)
        .param(
            "reason",
            created == null
                ? "live, nobody knows since when, and nobody recorded it"
                : "live since %s, and nobody recorded it".formatted(created))
        .param("name", name)
        .update();
  }

  /**
   * Whether a credential is planned in the lane, was issued there, is ruled out by signature, or
   * signed to have taken a leaked one's place.
   */
  public boolean knows(CampaignName campaign, Lane lane, CredentialId id) {
    return Known.in(jdbc, campaign, lane, id);
  }

  private void update(
      RotationId rotation,
      String state,
      String step,
      @Nullable String reason,
      int round,
      String note) {
    jdbc.sql(
            "update rotation set state = :state, step = :step, reason = :reason, round = :round,"
                + " note = :note, since = case when state = :state and step = :step then since"
                + " else :since end where id = :id")
        .param("state", state)
        .param("step", step)
        .param("reason", reason, java.sql.Types.VARCHAR)
        .param("round", round)
        .param("note", note)
        .param("since", Timestamp.from(clock.instant()))
        .param("id", rotation.toString())
        .update();
  }
}
