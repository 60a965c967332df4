// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.words.CampaignName;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of decisions, as they were signed. */
public final class SignedDecisions {

  private final JdbcClient jdbc;
  private final Clock clock;

  public SignedDecisions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Keeps one whose signature counts; the same one again changes nothing. */
  public void keep(CampaignName campaign, SignedStatement signed, Statement statement) {
    jdbc.sql(
            "insert into decision (digest, campaign, statement, signature, person, verb,"
                + " received_at) values (:digest, :campaign, :statement, :signature, :person,"
                + " :verb, :at) on conflict do nothing")
        .param("digest", statement.digest().value())
        .param("campaign", campaign.value())
        .param("statement", signed.text())
        .param("signature", signed.signature())
        .param("person", statement.person().value())
        .param("verb", statement.verb().name().toLowerCase(Locale.ROOT))
        .param("at", Timestamp.from(clock.instant()))
        .update();
  }
}
