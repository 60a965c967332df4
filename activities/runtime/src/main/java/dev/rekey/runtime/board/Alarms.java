// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.words.CampaignName;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alarms: something tried to get round the rules, or something came back from a backup. */
public final class Alarms {

  private final JdbcClient jdbc;

  public Alarms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** One alarm. */
  public record Alarm(Instant at, String subject, String what) {}

  /** The newest alarms of a campaign, at most 50. */
  public List<Alarm> of(CampaignName campaign) {
    return jdbc.sql(
            "select at, subject, what from alarm where campaign = :campaign"
                + " order by id desc limit 50")
        .param("campaign", campaign.value())
        .query((row, _) ->
            new Alarm(
                row.getTimestamp("at").toInstant(),
                row.getString("subject"),
                row.getString("what")))
        .list();
  }
}
