// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What runs under an id of ours and is not ours, and what begins too early. */
@Together
@ExtendWith(OneSite.class)
@Timeout(400)
class SquattersIT {

  private static final String ANOTHER = "another workflow ran under this id";

  private static Site site;

  @BeforeAll
  static void open(Site shared) {
    site = shared;
  }

  private static void squat(String workflow, String type, String queue) {
    site.intruder()
        .temporal(
            "workflow",
            "start",
            "--workflow-id",
            workflow,
            "--type",
            type,
            "--task-queue",
            queue,
            "--input",
            "{}");
  }

  /** Held as ended, or later: the wave may start the lane before the reconciler does. */
  @Test
  void aWorkflowUnderALanesIdIsEndedAndTheLaneIsHeld() {
    Target target = site.prepared("squatted-lane", "write", "none");
    squat(
        "rotation/aws-prod/%s/iam-access-key".formatted(target.leak().user()),
        "Rotation",
        "somebody-elses");

    target.people().startApproved();

    target.untilAlarm(ANOTHER);
    target.people().until("held", Target.PATIENCE, target::isHeldByItsOwnRun);
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aWorkflowUnderAWavesIdIsEndedAndItsLanesAreHeld() {
    Target target = site.prepared("squatted-wave", "write", "none");
    squat(target.wave(), "Wave", "somebody-elses");

    target.people().startApproved();

    target.untilAlarm(ANOTHER);
    target.untilHeld("terminated");
    target.requireUntouched();
    target.retryToTheEnd();
  }

  @Test
  void aWaveThatIsToBeginByAForgedResultWaitsWithAnAlarm() {
    // Three are the canary, the fourth is a wave of its own.
    List<Leak> leaks =
        Stream.of("a", "b", "c", "d").map(one -> Leak.of(site.world(), "early-" + one, 1)).toList();
    Responders people = site.people().in("early-wave");
    people.begin();
    people.intake(
        leaks.stream().map(leak -> leak.row("write")).reduce(Leak.header(), String::concat));
    people.plan("none");
    people.startApproved();
    Target target = new Target(site, people, leaks.getFirst());
    target.untilPending("Confirm");

    people.until(
        "a try is hit",
        Target.PATIENCE,
        () ->
            site.intruder()
                .pending(target.campaignWorkflow(), "AwaitQuiet")
                .filter(one ->
                    site.intruder()
                        .finish(
                            target.campaignWorkflow(), one.getActivityId(), Intruder.clear("null")))
                .isPresent());

    target.untilAlarm("it was to begin though wave 1 was not seen quiet");
    assertThat(states(people)).contains("planned");
    try (Traffic _ = Traffic.start(site.world(), leaks)) {
      people.until(
          "held ones go on",
          Target.PATIENCE,
          () -> {
            if (people.count("held") > 0) {
              target.retry();
            }
            return people.count("proven") == 4;
          });
    }
  }

  private static List<String> states(Responders people) {
    return people
        .api()
        .get("/campaigns/" + people.campaign() + "/rotations")
        .good()
        .valueStream()
        .map((JsonNode one) -> one.get("state").stringValue())
        .toList();
  }
}
