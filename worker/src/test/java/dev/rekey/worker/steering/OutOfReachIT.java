// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.steering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.SystemName;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.systems.ConnectedSystems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What no worker reaches or nobody may write is held with what to do about it, and heals. */
@Together
@Order(10)
@ExtendWith(OneSteered.class)
@Timeout(1500)
class OutOfReachIT {

  private static Steered steered;
  private static World world;

  @BeforeAll
  static void open(Steered shared) {
    steered = shared;
    world = shared.world();
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
    Steered.requireHeld(people, "no-worker", "start a worker where aws-far is reached");
    people.addSystem("aws-far", "aws", world.awsSettings(), 600);
    steered.requireProven(people, leak);
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
    Steered.requireHeld(people, "rejected", "lacks update on " + path);
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
    steered.requireProven(people, leak);
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
}
