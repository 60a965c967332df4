// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Responders;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What people do with a campaign whose rotations are half-way: they pause it while all of these
 * wait to die, sign that they are rolled back, let them go their way back, look at each that is
 * back, and have it replaced after all. Each look goes on as far as it can; one that a death cuts
 * off is made again.
 */
final class WayBack {

  static final String CAMPAIGN = "crash-way-back";

  private static final Set<String> STEPS = Set.of("enable", "restore", "withdraw");

  private enum Phase {
    /** They come to where they wait for the first death. */
    GOING,
    /** That death comes, and they are held as paused until a roll-back is signed. */
    PAUSED,
    /** They go back, and each is replaced once somebody has seen that it is back. */
    RETURNING
  }

  private final Responders people;
  private final DoomedToReturn doomed;
  private final Runnable paused;
  private final Set<String> back = new LinkedHashSet<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private Phase phase = Phase.GOING;

  /**
   * @param paused what is to be done once nothing goes forward that is to go back: until then no
   *     death may come
   */
  WayBack(Responders people, DoomedToReturn doomed, Runnable paused) {
    this.people = people;
    this.doomed = doomed;
    this.paused = paused;
  }

  int rows() {
    return doomed.rows().size();
  }

  /** Takes the next step if its time has come. */
  void goOn(JdbcClient jdbc) {
    switch (phase) {
      case GOING -> {
        if (intents(jdbc) == rows()) {
          brake("pause");
          phase = Phase.PAUSED;
          paused.run();
        }
      }
      case PAUSED -> {
        if (rotations().allMatch(WayBack::isBackward)) {
          brake("none");
          phase = Phase.RETURNING;
        } else {
          people.decideWaiting(people.bob, Verb.ROLL_BACK, "checkout fails", WayBack::mayTurn);
        }
      }
      case RETURNING -> {
        rotations().filter(WayBack::isRolledBack).map(WayBack::identity).forEach(back::add);
        if (rotations().anyMatch(this::isSeen)) {
          people.decideWaiting(people.olga, Verb.RETRY, "checkout is mended", this::isSeen);
        }
      }
    }
  }

  /** All is as it was of those that are back and were not looked at. */
  void requireAsBefore() {
    back.stream().filter(seen::add).forEach(doomed::requireAsBefore);
  }

  /** How many rotations have come to the effect at which they wait. */
  private static int intents(JdbcClient jdbc) {
    return jdbc.sql(
            "select count(distinct chain) from ledger where type = 'intent'"
                + " and starts_with(chain, :prefix)"
                + " and body::jsonb ->> 'effect' = case when chain like '%/iam-access-key/%'"
                + " then 'disable' else 'write' end")
        .param("prefix", CAMPAIGN + "/")
        .query(Integer.class)
        .single();
  }

  private Stream<JsonNode> rotations() {
    return people.api().get("/campaigns/%s/rotations".formatted(CAMPAIGN)).good().valueStream();
  }

  private boolean isSeen(JsonNode one) {
    return isRolledBack(one) && seen.contains(identity(one));
  }

  private static String identity(JsonNode one) {
    return one.get("rotation").stringValue().split("/")[2];
  }

  private static boolean isBackward(JsonNode one) {
    return STEPS.contains(one.get("step").stringValue());
  }

  private static boolean isRolledBack(JsonNode one) {
    return one.path("reason").stringValue("").equals("rolled-back");
  }

  /** Held as paused, which only is after the death, and not on the way back already. */
  private static boolean mayTurn(JsonNode one) {
    return one.path("reason").stringValue("").equals("paused")
        && !isBackward(one)
        && one.get("verbs").toString().contains("roll-back");
  }

  /** Unless it is so already, and a death cut the answer off. */
  private void brake(String brake) {
    if (!people.status().get("brake").stringValue().equals(brake)) {
      people
          .api()
          .post(
              "/campaigns/%s/brake".formatted(CAMPAIGN),
              Map.of("brake", brake, "reason", "checkout fails"))
          .good();
    }
  }

  /** Closes the campaign, and looks at what is left of it. */
  void requireWhole(Aftermath aftermath) {
    assertThat(seen).as("looked at when they were back").hasSameSizeAs(doomed.rows());
    Aftermath.requireValid(people.close());
    doomed.requireReplaced(aftermath);
    aftermath.requireTidy(CAMPAIGN);
  }
}
