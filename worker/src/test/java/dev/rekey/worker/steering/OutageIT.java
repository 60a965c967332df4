// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.systems.ConnectedSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be reached or may not be touched is a hold that names its cause, and heals. */
@Timeout(600)
class OutageIT {

  private static Steered steered;
  private static World world;

  @BeforeAll
  static void start(@TempDir Path home) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(15), Duration.ofSeconds(10));
    steered = Steered.start(home, timing);
    world = steered.world();
    Responders people = steered.people();
    Map<String, String> aws = new TreeMap<>(world.awsSettings());
    aws.put("timeout", "2s");
    people.addSystem("aws-prod", "aws", aws, 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
  }

  @AfterAll
  static void end() {
    steered.close();
  }

  @Test
  void aSealedVaultHoldsWhatNeedsItUntilItIsUnsealed() {
    Leak leak = steered.leak("sealed", 1).getFirst();
    Responders people = steered.plan("sealed", List.of(leak));
    world.bao().seal();
    try {
      people.startApproved();
      requireHeld(people, "unreachable", "is sealed; unseal it");
    } finally {
      world.bao().unseal();
    }
    requireProven(people, leak);
  }

  @Test
  void aKilledVaultHoldsWhatIsHalfWayUntilItIsBack() {
    Leak leak = steered.leak("killed", 1).getFirst();
    Responders people = steered.plan("killed", List.of(leak));
    people.startApproved();
    people.until("issued", Steered.PATIENCE, () -> steered.made(leak) == 2);
    world.bao().process().kill();
    try {
      requireHeld(people, "unreachable", "OpenBao at " + world.bao().address().getAuthority());
    } finally {
      world.reviveBao();
    }
    requireProven(people, leak);
    assertThat(steered.made(leak)).isEqualTo(2);
  }

  @Test
  void aFrozenAwsHoldsWhatNeedsItUntilItAnswersAgain() {
    Leak leak = steered.leak("frozen", 1).getFirst();
    Responders people = steered.plan("frozen", List.of(leak));
    world.moto().process().freeze();
    try {
      people.startApproved();
      requireHeld(people, "unreachable", "aws-prod");
    } finally {
      world.moto().process().thaw();
    }
    requireProven(people, leak);
    assertThat(steered.made(leak)).isEqualTo(2);
  }

  @Test
  void aSystemThatNoWorkerServesHoldsUntilOneDoes() {
    Leak leak = steered.leak("unserved", 1).getFirst();
    Responders people = steered.begin("unserved");
    SystemName far = new SystemName("aws-far");
    // As another server process adds it that reaches it.
    steered
        .rekey()
        .server()
        .getBean(ConnectedSystems.class)
        .add(new SystemEntry(far, "aws", SystemSettings.of(far, world.awsSettings()), true, 600));
    people.intake(Leak.header() + leak.row("write").replace("aws-prod", "aws-far"));
    people.plan("none");
    people.startApproved();
    requireHeld(people, "no-worker", "start a worker where aws-far is reached");
    people.addSystem("aws-far", "aws", world.awsSettings(), 600);
    requireProven(people, leak);
  }

  @Test
  void aPlaceThatMayNotBeWrittenIsFoundBeforeAnythingIsIssued(@TempDir Path folder)
      throws IOException {
    Leak leak = steered.leak("narrow", 1).getFirst();
    String path = "secret/data/" + leak.paths().getFirst();
    grant(path, "[\"read\"]");
    Responders people = steered.begin("narrow");
    Map<String, String> settings = new TreeMap<>(world.baoSettings());
    settings.put("token", "file:" + token(folder));
    people.addSystem("bao-narrow", "openbao", settings, 600);
    people.intake(Leak.header() + leak.row("write").replace("bao-prod", "bao-narrow"));
    people.plan("none");
    people.startApproved();
    requireHeld(people, "rejected", "lacks update on " + path);
    assertThat(steered.made(leak)).as("keys made, the leaked one among them").isEqualTo(1);
    assertThat(steered.shell().run("held", "narrow").said())
        .contains(
            "HELD  aws-prod/narrow-00/iam-access-key/" + leak.id(),
            "update on " + path,
            "team payments, at preflight for ",
            "; escalated at ",
            "rekey retry narrow %s --as PERSON --key FILE".formatted(leak.id()));

    grant(path, "[\"read\", \"update\"]");
    people.decideWaiting(people.olga, Verb.RETRY, "granted", _ -> true);
    requireProven(people, leak);
  }

  private static void grant(String data, String capabilities) {
    world.administer(
        "sys/policies/acl/narrow",
        Map.of(
            "policy",
            """
            path "%s" { capabilities = %s }
            path "%s" { capabilities = ["update"] }
            path "%s" { capabilities = ["read"] }
            """
                .formatted(
                    data,
                    capabilities,
                    data.replace("/data/", "/destroy/"),
                    data.replace("/data/", "/metadata/"))));
  }

  private static Path token(Path folder) throws IOException {
    String token =
        world
            .administer("auth/token/create", Map.of("policies", List.of("narrow", "default")))
            .get("auth")
            .get("client_token")
            .stringValue();
    Path file =
        Files.createFile(
            folder.resolve("token"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, token);
  }

  private static void requireHeld(Responders people, String reason, String cause) {
    people.until("held", Steered.PATIENCE, () -> Steered.held(people, reason) == 1);
    assertThat(Steered.rotations(people).getFirst().get("note").stringValue()).contains(cause);
  }

  /** Without any further decision: it goes on by itself. */
  private static void requireProven(Responders people, Leak leak) {
    try (Traffic traffic = Traffic.start(world, List.of(leak))) {
      people.until("proven", Steered.PATIENCE, () -> people.count("proven") == 1);
      assertThat(traffic.failed()).as("of %d requests", traffic.requests()).isEmpty();
    }
    Aftermath.requireValid(people.close());
    steered.aftermath().requireReplaced(leak);
    steered.aftermath().requireTidy(people.campaign().value());
  }
}
