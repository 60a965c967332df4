// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The board in numbers, over all campaigns that are not closed. What is counted by names neither a
 * credential nor a person.
 */
public final class Counts {

  private static final String OPEN = " from campaign c where c.state <> 'closed'";

  private static final String UNPROVEN =
      "(select count(*) from rotation r where r.campaign = c.name and r.state <> 'proven')"
          + " + (select count(*) from scope_row s where s.campaign = c.name"
          + " and s.state = 'unresolved')";

  private static final String ROTATIONS =
      " from rotation r join campaign c on c.name = r.campaign where c.state <> 'closed'";

  private static final String WAITING =
      ROTATIONS + " and r.state in ('waiting', 'held') group by r.campaign, r.state";

  private final JdbcClient jdbc;

  public Counts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One number.
   *
   * @param of what is counted: campaign, and perhaps state or reason
   */
  public record Count(SortedMap<String, String> of, double number) {}

  /** Seconds since the exposure began of the oldest that is not proven dead; 0 if all are. */
  public List<Count> oldestLive() {
    return ask(
        "select c.name, case when %s > 0 then extract(epoch from now() - c.exposed_from) else 0 end"
                .formatted(UNPROVEN)
            + OPEN,
        "campaign");
  }

  /** Rotations that are not proven, and rows that are not resolved. */
  public List<Count> unproven() {
    return ask("select c.name, " + UNPROVEN + OPEN, "campaign");
  }

  public List<Count> byState() {
    return ask(
        "select r.campaign, r.state, count(*)" + ROTATIONS + " group by r.campaign, r.state",
        "campaign",
        "state");
  }

  public List<Count> heldByReason() {
    return ask(
        "select r.campaign, r.reason, count(*)"
            + ROTATIONS
            + " and r.reason is not null group by r.campaign, r.reason",
        "campaign",
        "reason");
  }

  /** Rotations that wait for people: for an approval, or held. */
  public List<Count> waiting() {
    return ask("select r.campaign, r.state, count(*)" + WAITING, "campaign", "state");
  }

  /** Seconds that the one of them has waited that waits longest. */
  public List<Count> longestWait() {
    return ask(
        "select r.campaign, r.state, extract(epoch from now() - min(r.since))" + WAITING,
        "campaign",
        "state");
  }

  public List<Count> alarms() {
    return ask(
        "select c.name, (select count(*) from alarm a where a.campaign = c.name)" + OPEN,
        "campaign");
  }

  /** First what is counted, last the number. */
  private List<Count> ask(String query, String... names) {
    return jdbc.sql(query)
        .query((row, _) -> {
          SortedMap<String, String> of = new TreeMap<>();
          for (int i = 0; i < names.length; i++) {
            of.put(names[i], row.getString(i + 1));
          }
          return new Count(of, row.getDouble(names.length + 1));
        })
        .list();
  }
}
