// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What was half-way is rolled back by signature, stays open, and is replaced after all; and what no
 * call does is done another way.
 */
@Together
@ExtendWith(OneRekey.class)
@Timeout(600)
class WayBackIT {

  /** Whose calls are refused: that one goes another way, and not back. */
  private static final String STUCK = "back-stuck";

  private static final Set<String> WAY_BACK = Set.of("enable", "restore", "withdraw");

  private final Walked walked;
  private final Responders people;

  WayBackIT(SharedRekey rekey) {
    this.walked = new Walked(rekey, "way-back");
    this.people = walked.people();
  }

  @Test
  void whatWasDeliveredOrDisabledIsTakenBackStaysOpenAndIsReplacedInTheEnd() {
    Leak asleep = walked.leak("back-asleep");
    Leak disabled = walked.leak("back-disabled");
    Leak stuck = walked.leak(STUCK);
    OtherWay otherWay = new OtherWay(walked, stuck);
    otherWay.closeTheCalls();
    people.begin();
    people.intake(Leak.header() + asleep.row("write") + disabled.row("write") + stuck.row("write"));
    people.plan("none");
    try (Traffic traffic = Traffic.start(walked.world(), List.of(disabled))) {
      people.startApproved();
      holdAtRevoke(disabled);
      walked.untilHeld(asleep, "not-confirmed");
      rollBack(List.of(asleep, disabled));
      brake("none");
      walked.untilHeld(asleep, "rolled-back");
      walked.untilHeld(disabled, "rolled-back");

      requireAsBefore(asleep);
      requireAsBefore(disabled);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
      assertThat(people.prepareClosing().get("openRows").intValue()).isEqualTo(3);
    }
    otherWay.go();
    replaceAfterAll(List.of(asleep, disabled));
  }

  /** While it soaks, the campaign is paused: so it is held at its revoke. */
  private void holdAtRevoke(Leak leak) {
    people.until("disabled", Walked.PATIENCE, () -> isDisabled(leak));
    brake("pause");
    walked.untilHeld(leak, "paused");
    assertThat(isDisabled(leak)).as("still only disabled").isTrue();
  }

  private boolean isDisabled(Leak leak) {
    return walked.world().keys(leak.user()).stream()
        .anyMatch(
            key -> key.accessKeyId().equals(leak.id()) && key.statusAsString().equals("Inactive"));
  }

  private void brake(String brake) {
    people
        .api()
        .post("/campaigns/way-back/brake", Map.of("brake", brake, "reason", "checkout fails"))
        .good();
  }

  /** What is held as paused looks again by itself: who signs late signs once more. */
  private void rollBack(List<Leak> leaks) {
    people.until(
        "on the way back",
        Walked.PATIENCE,
        () -> {
          if (leaks.stream().allMatch(leak -> turned(walked.rotation(leak)))) {
            return true;
          }
          signRollBack();
          return false;
        });
  }

  private void signRollBack() {
    try {
      people.decideWaiting(people.bob, Verb.ROLL_BACK, "checkout fails", WayBackIT::mayTurn);
    } catch (MalformedEvidence nothingWaits) {
      // What was held looks again just now, so that there is nothing to list.
      return;
    }
  }

  private static boolean mayTurn(JsonNode one) {
    return one.get("verbs").toString().contains("roll-back")
        && !one.get("identity").stringValue().equals(STUCK);
  }

  private static boolean turned(JsonNode one) {
    return WAY_BACK.contains(one.get("step").stringValue());
  }

  /** One live key, the leaked one, and every place holds it: nothing of ours is left. */
  private void requireAsBefore(Leak leak) {
    assertThat(walked.world().keys(leak.user()))
        .as("keys of %s", leak.user())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.accessKeyId()).isEqualTo(leak.id());
          assertThat(key.statusAsString()).isEqualTo("Active");
        });
    String path = leak.paths().getFirst();
    assertThat(walked.world().read(path).at("/aws/access_key_id").stringValue())
        .isEqualTo(leak.id());
    assertThat(walked.world().read(path).get("neighbour").stringValue()).isEqualTo("stays");
    people.until("it works again", Walked.PATIENCE, () -> walked.world().consume(path));
  }

  private void replaceAfterAll(List<Leak> leaks) {
    try (Traffic traffic = Traffic.start(walked.world(), leaks)) {
      people.decideWaiting(people.olga, Verb.RETRY, "checkout is mended", _ -> true);
      people.until("proven", Walked.PATIENCE, () -> people.count("proven") == leaks.size() + 1);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    Aftermath.requireValid(people.close());
    leaks.forEach(walked.aftermath()::requireReplaced);
    walked.aftermath().requireTidy("way-back");
  }
}
