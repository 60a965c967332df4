// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tasks that people have, one for each intent that no call carries out. */
public final class Tasks {

  /** The setting that names the team which has access there. */
  private static final String HANDS = "hands";

  private final JdbcClient jdbc;
  private final Clock clock;

  public Tasks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Opens a task for an intent, or finds the one that is open for it. */
  public Task open(Task.Work work, String operation, PlannedRotation planned, SystemEntry system) {
    Instant now = clock.instant();
    jdbc.sql(
            "insert into task (operation, rotation, campaign, work, hands, instructions, state,"
                + " opened_at, due) values (:operation, :rotation, :campaign, :work, :hands,"
                + " :instructions, 'open', :now, :due) on conflict (operation) do nothing")
        .param("operation", operation)
        .param("rotation", planned.id().toString())
        .param("campaign", planned.id().campaign().value())
        .param("work", work.text())
        .param("hands", system.settings().find(HANDS).orElse(planned.owner().value()))
        .param("instructions", Instructions.of(work, planned, system))
        .param("now", Timestamp.from(now))
        .param("due", Timestamp.from(now.plus(planned.pace().approvalWithin())))
        .update();
    return find(operation).orElseThrow();
  }

  /** The task of an intent. */
  public Optional<Task> find(String operation) {
    return jdbc.sql("select * from task where operation = :operation")
        .param("operation", operation)
        .query((row, _) -> task(row))
        .optional();
  }

  /** The task of that number. */
  public Optional<Task> find(long id) {
    return jdbc.sql("select * from task where id = :id")
        .param("id", id)
        .query((row, _) -> task(row))
        .optional();
  }

  /** The same, which nobody else changes until the transaction ends. */
  Optional<Task> lock(long id) {
    return jdbc.sql("select * from task where id = :id for update")
        .param("id", id)
        .query((row, _) -> task(row))
        .optional();
  }

  /** All tasks of a campaign, oldest first. */
  public List<Task> of(CampaignName campaign) {
    return jdbc.sql("select * from task where campaign = :campaign order by id")
        .param("campaign", campaign.value())
        .query((row, _) -> task(row))
        .list();
  }

  /** All tasks that were handed in and wait for what comes of it. */
  List<Task> handedIn() {
    return jdbc.sql("select * from task where state = 'handed-in' order by id")
        .query((row, _) -> task(row))
        .list();
  }

  void handIn(Task task, @Nullable CredentialId credential, @Nullable String statement) {
    jdbc.sql(
            "update task set state = 'handed-in', credential = :credential,"
                + " statement = :statement, handed_at = :now where id = :id")
        .param("credential", credential == null ? null : credential.value(), java.sql.Types.VARCHAR)
        .param("statement", statement, java.sql.Types.VARCHAR)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", task.id())
        .update();
  }

  /** Two people attested what a rotation's last task of this work was about. */
  public void attested(PlannedRotation planned, Task.Work work) {
    jdbc.sql(
            "update task set state = 'attested' where rotation = :rotation and work = :work"
                + " and state = 'handed-in'")
        .param("rotation", planned.id().toString())
        .param("work", work.text())
        .update();
  }

  private static Task task(ResultSet row) throws SQLException {
    String credential = row.getString("credential");
    Timestamp handed = row.getTimestamp("handed_at");
    return new Task(
        row.getLong("id"),
        row.getString("operation"),
        row.getString("rotation"),
        new CampaignName(row.getString("campaign")),
        Task.Work.of(row.getString("work")),
        row.getString("hands"),
        row.getString("instructions"),
        Task.State.of(row.getString("state")),
        row.getTimestamp("opened_at").toInstant(),
        row.getTimestamp("due").toInstant(),
        credential == null ? null : new CredentialId(credential),
        row.getString("statement"),
        handed == null ? null : handed.toInstant());
  }
}
