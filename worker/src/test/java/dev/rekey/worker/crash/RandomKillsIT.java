// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.RekeyChild;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Temporal, PostgreSQL, Rekey and all three at once are killed at random moments of a campaign.
 *
 * <p>{@code -Drekey.seed=N} repeats a run's choices; what they hit differs with the machine's pace.
 */
@Together
@Order(4)
@Timeout(1500)
class RandomKillsIT {

  private static final String CAMPAIGN = "random-kills";

  /** How often each of them is killed. */
  private static final int EACH = 2;

  private static final int ROTATIONS = 8;
  private static final Duration LONGEST_PEACE = Duration.ofSeconds(4);

  private enum Victim {
    REKEY,
    TEMPORAL,
    POSTGRES,
    ALL
  }

  private final World world = World.shared();
  private final long seed = Long.getLong("rekey.seed", 20_231_018L);
  private final Random random = new Random(seed);
  private final List<Victim> doomed = new ArrayList<>();

  @Test
  void aCampaignEndsWholeWhateverIsKilledWhenever(@TempDir Path home) {
    List<Leak> leaks = new ArrayList<>();
    StringBuilder csv = new StringBuilder(Leak.openingHeader());
    for (int i = 0; i < ROTATIONS; i++) {
      leaks.add(Leak.of(world, "kills-" + i, 2));
      // The last one opens the places of another, which waits for it through all of this.
      String opens =
          i < ROTATIONS - 1 ? leaks.getLast().itself() : "bao-prod:secret/apps/kills-3-*";
      csv.append(leaks.getLast().opening(i < 3 ? "read" : "admin", opens));
    }
    for (Victim victim : Victim.values()) {
      doomed.addAll(Collections.nCopies(EACH, victim));
    }
    Collections.shuffle(doomed, random);
    RekeyChild child = RekeyChild.start(home);
    try (Traffic traffic = Traffic.start(world, leaks)) {
      Responders people = new Responders(child.api(), CAMPAIGN);
      begin(people, csv.toString(), leaks.size());
      Instant next = Instant.now();
      Instant deadline = Instant.now().plus(Duration.ofMinutes(20));
      while (!isOver(people, leaks.size())) {
        if (!child.isAlive()) {
          child = RekeyChild.start(home);
        }
        if (!doomed.isEmpty() && Instant.now().isAfter(next)) {
          kill(doomed.removeFirst(), home, child);
          next = Instant.now().plusMillis(random.nextLong(LONGEST_PEACE.toMillis()));
        }
        assertThat(Instant.now())
            .as(() -> "seed %d, to kill %s, now %s".formatted(seed, doomed, standing(people)))
            .isBefore(deadline);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertThat(doomed).as("not killed before the campaign was over").isEmpty();
      Aftermath.requireValid(people.close());
      Aftermath aftermath = new Aftermath(world, Aftermath.database(home));
      leaks.forEach(aftermath::requireReplaced);
      aftermath.requireTidy(CAMPAIGN);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    } finally {
      child.close();
    }
  }

  private static void kill(Victim victim, Path home, RekeyChild child) {
    if (victim == Victim.REKEY || victim == Victim.ALL) {
      child.kill();
    }
    if (victim == Victim.TEMPORAL || victim == Victim.ALL) {
      kill(home, "temporal");
    }
    if (victim == Victim.POSTGRES || victim == Victim.ALL) {
      kill(home, "postgres");
    }
  }

  /** A store that is just being started again is dead already. */
  private static void kill(Path home, String store) {
    ChildProcess.leftover(new ChildSpec(store, home.resolve(store), List.of(store), 1))
        .ifPresent(ChildProcess::kill);
  }

  private void begin(Responders people, String csv, int rows) {
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    people.begin();
    assertThat(people.intake(csv).get("resolved").intValue()).isEqualTo(rows);
    people.plan("admin");
    people.startApproved();
  }

  /** The owner approves what asks; while something is dead, it is asked again later. */
  private static boolean isOver(Responders people, int rows) {
    try {
      if (people.count("waiting") > 0) {
        people.decideWaiting(
            people.olga, Verb.APPROVE, "", one -> one.get("state").stringValue().equals("waiting"));
      }
      return people.count("proven") == rows;
    } catch (IllegalStateException | AssertionError dead) {
      return false;
    }
  }

  private static String standing(Responders people) {
    try {
      return people.api().get("/campaigns/" + CAMPAIGN + "/rotations").body();
    } catch (IllegalStateException dead) {
      return "dead";
    }
  }
}
