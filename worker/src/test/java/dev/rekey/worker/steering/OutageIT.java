// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What cannot be reached is a hold that names its cause, and heals. They stop the same servers. */
@Together
@Order(3)
@Timeout(1500)
class OutageIT {

  private static Steered steered;
  private static World world;

  @BeforeAll
  static void start(@TempDir Path home) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(10));
    world = World.own();
    steered = Steered.start(home, timing, world);
    Responders people = steered.people();
    Map<String, String> aws = new TreeMap<>(world.awsSettings());
    aws.put("timeout", "2s");
    people.addSystem("aws-prod", "aws", aws, 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
  }

  @AfterAll
  static void end() {
    steered.close();
    world.close();
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void aSealedVaultHoldsWhatNeedsItUntilItIsUnsealed() {
    Leak leak = steered.leak("sealed", 1).getFirst();
    Responders people = steered.plan("sealed", List.of(leak));
    world.bao().seal();
    try {
      people.startApproved();
      Steered.requireHeld(people, "unreachable", "is sealed; unseal it");
    } finally {
      world.bao().unseal();
    }
    steered.requireProven(people, leak);
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void aKilledVaultHoldsWhatIsHalfWayUntilItIsBack() {
    Leak leak = steered.leak("killed", 1).getFirst();
    Responders people = steered.plan("killed", List.of(leak));
    people.startApproved();
    people.until("issued", Steered.PATIENCE, () -> steered.made(leak) == 2);
    world.bao().process().kill();
    try {
      Steered.requireHeld(
          people, "unreachable", "OpenBao at " + world.bao().address().getAuthority());
    } finally {
      world.reviveBao();
    }
    steered.requireProven(people, leak);
    assertThat(steered.made(leak)).isEqualTo(2);
  }

  @Test
  @Execution(ExecutionMode.SAME_THREAD)
  void aFrozenAwsHoldsWhatNeedsItUntilItAnswersAgain() {
    Leak leak = steered.leak("frozen", 1).getFirst();
    Responders people = steered.plan("frozen", List.of(leak));
    world.moto().process().freeze();
    try {
      people.startApproved();
      Steered.requireHeld(people, "unreachable", "aws-prod");
    } finally {
      world.moto().process().thaw();
    }
    steered.requireProven(people, leak);
    assertThat(steered.made(leak)).isEqualTo(2);
  }
}
