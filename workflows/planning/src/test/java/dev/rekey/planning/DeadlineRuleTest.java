// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.planning.Deadline.Action;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.Privilege;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deadline that comes first counts, with the action of the playbook. */
@Timeout(60)
class DeadlineRuleTest {

  private static final Instant PLANNED = Instant.parse("2026-11-23T18:00:00Z");
  private static final Instant INCIDENT = PLANNED.plus(Duration.ofHours(10));

  @Test
  void withoutAnyTimeThereIsNoDeadline() {
    assertThat(DeadlineRule.USUAL.from(PLANNED, null, 1)).isEmpty();
  }

  @Test
  void theEarlierOfThePlaybooksAndTheIncidentsCounts() {
    DeadlineRule soon = new DeadlineRule(Duration.ofHours(2), Action.CUT);
    DeadlineRule late = new DeadlineRule(Duration.ofHours(20), Action.EXTEND);
    assertThat(soon.from(PLANNED, INCIDENT, 1))
        .contains(new Deadline(PLANNED.plus(Duration.ofHours(2)), Action.CUT));
    assertThat(late.from(PLANNED, INCIDENT, 1)).contains(new Deadline(INCIDENT, Action.EXTEND));
    assertThat(DeadlineRule.USUAL.from(PLANNED, INCIDENT, 1))
        .contains(new Deadline(INCIDENT, Action.ESCALATE));
  }

  @Test
  void aSandboxCompressesThePlaybooksTimeAndNotTheIncidents() {
    DeadlineRule rule = new DeadlineRule(Duration.ofHours(20), Action.CUT);
    assertThat(rule.from(PLANNED, null, 600))
        .contains(new Deadline(PLANNED.plus(Duration.ofMinutes(2)), Action.CUT));
    assertThat(DeadlineRule.USUAL.from(PLANNED, INCIDENT, 600))
        .contains(new Deadline(INCIDENT, Action.ESCALATE));
  }

  @Test
  void whatIsCutStandsInThePlanItsRowsAndItsDigest() {
    Playbook usual = Samples.playbook(0, 10, ApprovalRule.NONE);
    Playbook cutting = usual.due(new DeadlineRule(Duration.ofHours(2), Action.CUT));
    List<ScopeRow> scope =
        List.of(
            Samples.row(
                1, Samples.credential(Samples.lane(Samples.AWS, "ci"), "AKIA1", Privilege.WRITE)));
    Plan without = Planner.plan(Samples.request(scope, usual));
    Plan with = Planner.plan(Samples.request(scope, cutting));

    PlannedRotation cut = with.rotations().getFirst();
    assertThat(cut.deadline()).isNotNull();
    assertThat(cut.why()).contains("cut at ").contains("if it still waits then");
    assertThat(with.warnings())
        .anySatisfy(warning ->
            assertThat(warning)
                .contains("cut at their deadline if they still wait", cut.id().credential().value())
                .contains("approving this plan is the signed cut"));
    assertThat(without.warnings()).noneMatch(warning -> warning.contains("cut at their deadline"));
    assertThat(with.digest()).isNotEqualTo(without.digest());
    assertThat(cut.shown()).isNotEqualTo(without.rotations().getFirst().shown());
    assertThat(without.rotations().getFirst().facts()).doesNotContainKey("deadline");
  }
}
