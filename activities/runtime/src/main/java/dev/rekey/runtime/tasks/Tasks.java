// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
    return open(work, operation, planned, system, "", Instructions.of(work, planned, system));
  }

  /**
   * The same for a place that people write.
   *
   * @param old whether the old value is put back there
   */
  public Task open(
      String operation, PlannedRotation planned, SystemEntry system, Place place, boolean old) {
    return open(
        Task.Work.WRITE,
        operation,
        planned,
        system,
        place.toString(),
        Instructions.of(place, old, planned, system));
  }

  /** A rotation has one thing to be done at a time: what else is open of it is dropped. */
  private Task open(
      Task.Work work,
      String operation,
      PlannedRotation planned,
      SystemEntry system,
      String place,
      String instructions) {
    Optional<Task> open = find(operation).filter(found -> found.state() != Task.State.DROPPED);
    if (open.isPresent()) {
      return open.get();
    }
    Instant now = clock.instant();
    jdbc.sql("update task set state = 'dropped' where rotation = :rotation and state = 'open'")
        .param("rotation", planned.id().toString())
        .update();
    jdbc.sql(
            "insert into task (operation, rotation, campaign, work, hands, instructions, state,"
                + " opened_at, due, place) values (:operation, :rotation, :campaign, :work, :hands,"
                + " :instructions, 'open', :now, :due, nullif(:place, '')) on conflict (operation)"
                + " do update set state = 'open', due = :due where task.state = 'dropped'")
        .param("place", place)
        .param("operation", operation)
        .param("rotation", planned.id().toString())
        .param("campaign", planned.id().campaign().value())
        .param("work", work.text())
        .param("hands", hands(planned, system))
        .param("instructions", instructions)
        .param("now", Timestamp.from(now))
        .param("due", Timestamp.from(now.plus(planned.pace().approvalWithin())))
        .update();
    return find(operation).orElseThrow();
  }

  /** The team that has access there. */
  public static String hands(PlannedRotation planned, SystemEntry system) {
    return system.settings().find(HANDS).orElse(planned.owner().value());
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

  void handIn(Task task, SignedStatement signed, TaskStatement says) {
    CredentialId credential = says.credential();
    jdbc.sql(
            "update task set state = 'handed-in', credential = :credential,"
                + " statement = nullif(:says, ''), signed_text = :text, signature = :signature,"
                + " handed_at = :now where id = :id")
        .param("credential", credential == null ? null : credential.value(), java.sql.Types.VARCHAR)
        .param("says", says.says())
        .param("text", signed.text())
        .param("signature", signed.signature())
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

  /** What was handed in is not so: it is asked for again. */
  public void reopen(Task task) {
    jdbc.sql(
            "update task set state = 'open', credential = null, statement = null, signed_text ="
                + " null, signature = null, handed_at = null where id = :id")
        .param("id", task.id())
        .update();
  }

  /** The place was read, and holds what it should. */
  public void checked(String operation) {
    jdbc.sql("update task set state = 'checked' where operation = :operation")
        .param("operation", operation)
        .update();
  }

  /** Nobody waits for what this intent asked for any more. */
  public void drop(String operation) {
    jdbc.sql("update task set state = 'dropped' where operation = :operation and state = 'open'")
        .param("operation", operation)
        .update();
  }

  /** Its value is about to be shown once more. */
  void revealed(Task task) {
    jdbc.sql("update task set reveals = reveals + 1 where id = :id")
        .param("id", task.id())
        .update();
  }

  private static Task task(ResultSet row) throws SQLException {
    String credential = row.getString("credential");
    Timestamp handed = row.getTimestamp("handed_at");
    String signed = row.getString("signed_text");
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
        row.getString("place"),
        row.getInt("reveals"),
        credential == null ? null : new CredentialId(credential),
        row.getString("statement"),
        signed == null ? null : new SignedStatement(signed, row.getString("signature")),
        handed == null ? null : handed.toInstant());
  }
}
