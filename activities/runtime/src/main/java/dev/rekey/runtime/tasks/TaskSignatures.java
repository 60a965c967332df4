// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskCheck;
import dev.rekey.evidence.task.TaskChecked;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.TeamName;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Believes what people sign about tasks, and nothing that they do not. */
public final class TaskSignatures {

  private final Rosters rosters;
  private final Clock clock;

  public TaskSignatures(Rosters rosters, Clock clock) {
    this.rosters = rosters;
    this.clock = clock;
  }

  /**
   * What was signed, if it counts now and is about this very task.
   *
   * @throws TaskRefused if it does not count
   */
  TaskStatement require(Task task, PlannedRotation planned, SignedStatement signed, TaskAct act) {
    Instant now = clock.instant();
    return switch (check(task, planned, signed, act, now)) {
      case TaskChecked.Valid(TaskStatement statement) -> {
        requireToday(task, planned, signed, now);
        yield statement;
      }
      case TaskChecked.Invalid(String why) -> throw new TaskRefused(why);
    };
  }

  /** Who was taken off the roster meanwhile, or off the team, has no hands in it any more. */
  private void requireToday(
      Task task, PlannedRotation planned, SignedStatement signed, Instant now) {
    Roster today = rosters.current().orElse(null);
    if (today != null
        && TaskCheck.verify(signed, today, teams(task, planned), now)
            instanceof TaskChecked.Invalid(String why)) {
      throw new TaskRefused(
          "by the roster of today (%s) it does not count: %s".formatted(today.digest(), why));
    }
  }

  private static List<TeamName> teams(Task task, PlannedRotation planned) {
    return List.of(new TeamName(task.hands()), planned.owner());
  }

  /**
   * Whether what was signed counts at a time and is about this very task.
   *
   * @param task whose instructions are what the person saw
   */
  public TaskChecked check(
      Task task, PlannedRotation planned, SignedStatement signed, TaskAct act, Instant at) {
    TaskChecked checked =
        TaskCheck.verify(signed, rosters.of(planned.id().campaign()), teams(task, planned), at);
    boolean about =
        checked instanceof TaskChecked.Valid(TaskStatement statement)
            && statement.act() == act
            && statement.campaign().equals(planned.id().campaign())
            && statement.rotation().equals(task.rotation())
            && statement.operation().equals(task.operation())
            && statement.shown().equals(Digest.ofText(task.instructions()));
    return about || checked instanceof TaskChecked.Invalid
        ? checked
        : new TaskChecked.Invalid(
            "what was signed is not about task %d as it stands (expected: rekey task show %d)"
                .formatted(task.id(), task.id()));
  }
}
