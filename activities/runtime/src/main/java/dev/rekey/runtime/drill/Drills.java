// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.planning.Plan;
import dev.rekey.runtime.Stored;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stores drills and what they found. Nothing acts upon it: it is what people read. */
public final class Drills {

  private final JdbcClient jdbc;
  private final Clock clock;

  public Drills(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Begins a drill over a plan; returns its number. */
  public int begin(Plan plan) {
    return jdbc.sql(
            "insert into drill (campaign, number, plan, started_at)"
                + " select :campaign, coalesce(max(number), 0) + 1, :plan, :at from drill"
                + " where campaign = :campaign returning number")
        .param("campaign", plan.campaign().value())
        .param("plan", Stored.write(plan))
        .param("at", Timestamp.from(clock.instant()))
        .query(Integer.class)
        .single();
  }

  /** What a drill goes over. */
  public Plan plan(CampaignName campaign, int number) {
    return find(campaign, number)
        .map(Drill::plan)
        .orElseThrow(() ->
            new IllegalStateException("campaign %s has no drill %d".formatted(campaign, number)));
  }

  /** Keeps what was found; the last look counts. */
  public void keep(CampaignName campaign, int number, Finding finding) {
    jdbc.sql(
            "insert into drill_row (campaign, number, rotation, found)"
                + " values (:campaign, :number, :rotation, :found)"
                + " on conflict (campaign, number, rotation) do update set found = :found")
        .param("campaign", campaign.value())
        .param("number", number)
        .param("rotation", finding.rotation())
        .param("found", Stored.write(finding))
        .update();
  }

  public void end(CampaignName campaign, int number) {
    jdbc.sql(
            "update drill set ended_at = :at where campaign = :campaign and number = :number"
                + " and ended_at is null")
        .param("at", Timestamp.from(clock.instant()))
        .param("campaign", campaign.value())
        .param("number", number)
        .update();
  }

  /** A drill with what it has found by now. */
  public Optional<Drill> find(CampaignName campaign, int number) {
    List<Finding> findings =
        jdbc.sql(
                "select found from drill_row where campaign = :campaign and number = :number"
                    + " order by rotation")
            .param("campaign", campaign.value())
            .param("number", number)
            .query((row, _) -> Stored.read(row.getString("found"), Finding.class))
            .list();
    return jdbc.sql("select * from drill where campaign = :campaign and number = :number")
        .param("campaign", campaign.value())
        .param("number", number)
        .query((row, _) -> {
          Timestamp ended = row.getTimestamp("ended_at");
          return new Drill(
              number,
              Stored.read(row.getString("plan"), Plan.class),
              row.getTimestamp("started_at").toInstant(),
              ended == null ? null : ended.toInstant(),
              findings);
        })
        .optional();
  }
}
