// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rekey up} starts stays up until it is closed, and then nothing of it is left. */
@Together
@Timeout(1500)
class EmbeddedIT {

  private static final Timing TIMING =
      new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));

  @TempDir Path home;

  private final List<String> told = new CopyOnWriteArrayList<>();

  @Test
  void serversThatAreKilledComeBackAndCampaignsAreStartedAsIfNothingHadBeen() {
    List<ChildProcess> all = new CopyOnWriteArrayList<>();
    try (Embedded rekey = Embedded.start(home, 0, TIMING, told::add)) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "kept");
      plan(people);
      ChildProcess postgres = rekey.postgres().process();
      ChildProcess temporal = rekey.temporal().process();
      all.addAll(List.of(postgres, temporal));

      rekey.postgres().kill();
      rekey.temporal().kill();

      until(() -> rekey.postgres().isAlive() && rekey.temporal().isAlive());
      all.addAll(List.of(rekey.postgres().process(), rekey.temporal().process()));
      assertThat(all.stream().map(ChildProcess::pid).distinct()).hasSize(4);
      until(() -> api.get("/status").status() == 200);
      // The approval is an update: the workflow answers it, and goes on with its activities.
      people.startApproved();
      until(() -> people.status().get("state").stringValue().equals("running"));
      assertThat(told)
          .anyMatch(line -> line.startsWith("PostgreSQL has ended (exit code 137, see "))
          .anyMatch(line -> line.startsWith("Temporal has ended (exit code 137, see "))
          .anyMatch(line -> line.startsWith("PostgreSQL is back (process "))
          .anyMatch(line -> line.startsWith("Temporal is back (process "));
    }
    assertThat(all).hasSize(4).noneMatch(ChildProcess::isAlive);
  }

  @Test
  void whatWasStartedEndsWhenALaterPartCannotBe() throws IOException {
    Path key = home.resolve("keys").resolve("codec.key");
    Files.createDirectories(key.getParent());
    Files.writeString(key, "no keyset");

    assertThatThrownBy(() -> Embedded.start(home, 0, TIMING, told::add))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("starting Rekey failed: key file " + key)
        .hasMessageContaining("expected: a readable Tink keyset");

    assertThat(told).containsExactly("starting PostgreSQL", "starting Temporal", "starting Rekey");
    for (String name : List.of("postgres", "temporal")) {
      Path folder = home.resolve(name);
      assertThat(folder.resolve(name + ".log")).exists();
      assertThat(ChildProcess.leftover(new ChildSpec(name, folder, List.of(name), 1))).isEmpty();
    }
    assertThat(home.resolve("api.json")).doesNotExist();
  }

  /** A system that nobody answers for: what counts here is that the campaign gets that far. */
  private static void plan(Responders people) {
    people.trustRoster();
    people.addSystem(
        "aws-prod",
        "aws",
        Map.of("endpoint", "http://127.0.0.1:9", "credentials", "file:/nowhere/aws.json"),
        600);
    people.begin();
    people.intake(
        "system,identity,kind,credential_id,owner,places,privilege,disposition\n"
            + "aws-prod,svc-one,iam-access-key,AKIAIOSFODNN7EXAMPLE,payments,,write,retire\n");
    people.plan("none");
  }

  private void until(BooleanSupplier met) {
    Instant deadline = Instant.now().plus(Duration.ofMinutes(6));
    while (!met.getAsBoolean()) {
      assertThat(Instant.now()).as("told: " + told).isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }
}
