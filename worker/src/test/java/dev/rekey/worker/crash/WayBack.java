// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Responders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What people do with a campaign whose rotations are half-way: they pause it while all of these
 * wait to die, sign that they are rolled back, let them go their way back, and have them replaced
 * after all. Each look goes on as far as it can; one that a death cuts off is made again.
 */
final class WayBack {

  static final String CAMPAIGN = "crash-way-back";

  private static final Set<String> STEPS = Set.of("enable", "restore", "withdraw");

  private enum Phase {
    /** They come to where they wait for the first death. */
    GOING,
    /** That death comes, and they are held as paused until a roll-back is signed. */
    PAUSED,
    /** They go back. */
    RETURNING,
    /** All is as it was, and nobody has looked yet. */
    BACK,
    /** Somebody has looked; a retry is signed for all of them. */
    SEEN,
    /** They are replaced after all. */
    REPLACED
  }

  private final Responders people;
  private final DoomedToReturn doomed;
  private final Runnable paused;
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

  /** Whether all is as it was, so that this can be looked at. */
  boolean isBack() {
    return phase == Phase.BACK;
  }

  /** Whether all is replaced in the end. */
  boolean isOver() {
    return phase == Phase.REPLACED && people.count("proven") == doomed.rows().size();
  }

  /** Takes the next step if its time has come. */
  void goOn(JdbcClient jdbc) {
    switch (phase) {
      case GOING -> {
        if (intents(jdbc) == doomed.rows().size()) {
          brake("pause");
          phase = Phase.PAUSED;
          paused.run();
        }
      }
      case PAUSED -> {
        if (all(one -> STEPS.contains(one.get("step").stringValue()))) {
          brake("none");
          phase = Phase.RETURNING;
        } else {
          people.decideWaiting(people.bob, Verb.ROLL_BACK, "checkout fails", WayBack::mayTurn);
        }
      }
      case RETURNING -> {
        if (all(WayBack::isRolledBack)) {
          phase = Phase.BACK;
        }
      }
      case SEEN -> {
        if (all(one -> !isRolledBack(one))) {
          phase = Phase.REPLACED;
        } else {
          people.decideWaiting(
              people.olga, Verb.RETRY, "checkout is mended", WayBack::isRolledBack);
        }
      }
      case BACK, REPLACED -> {
        // It is to be looked at, or goes the way of every rotation.
      }
    }
  }

  /** All is as it was. */
  void requireAsBefore() {
    doomed.requireAsBefore();
    phase = Phase.SEEN;
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

  private boolean all(Predicate<JsonNode> which) {
    List<JsonNode> rotations =
        people
            .api()
            .get("/campaigns/%s/rotations".formatted(CAMPAIGN))
            .good()
            .valueStream()
            .toList();
    return rotations.stream().allMatch(which);
  }

  private static boolean isRolledBack(JsonNode one) {
    return one.path("reason").stringValue("").equals("rolled-back");
  }

  private static boolean mayTurn(JsonNode one) {
    return one.get("verbs").toString().contains("roll-back");
  }

  private void brake(String brake) {
    people
        .api()
        .post(
            "/campaigns/%s/brake".formatted(CAMPAIGN),
            Map.of("brake", brake, "reason", "checkout fails"))
        .good();
  }

  /** Closes the campaign, and looks at what is left of it. */
  void requireWhole(Aftermath aftermath) {
    Aftermath.requireValid(people.close());
    doomed.requireReplaced(aftermath);
    aftermath.requireTidy(CAMPAIGN);
  }
}
