// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Apps;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The path from a list of leaked keys to a closed campaign, on real servers. */
@Together
@Timeout(1500)
class FirstPathIT {

  private static final int SICK = 1;
  private static final int FORGETFUL = 2;

  @Test
  void leakedKeysEndProvenAndTheCampaignClosesWhole(@TempDir Path home) throws IOException {
    World world = World.shared();
    List<Leak> leaks =
        IntStream.range(0, 4).mapToObj(i -> Leak.of(world, "first-" + i, 1)).toList();
    try (Apps apps = Apps.start(world);
        Embedded rekey =
            Starts.inTurn(() -> Embedded.start(home, 0, timing(), System.out::println))) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "first-path");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.addSystem("web", "health", apps.settings(), 600);
      people.begin();
      assertThat(people.intake(csv(leaks, apps)).get("resolved").intValue()).isEqualTo(4);
      people.plan("all");
      apps.restart(leaks.get(FORGETFUL));
      apps.breakDown(leaks.get(SICK));
      try (Traffic _ = Traffic.start(world, leaks)) {
        people.startApproved();
        approveKnowingly(people, apps, leaks);
        for (String use : List.of("instance", "codec")) {
          api.post("/keys/" + use + "/rotate", Map.of()).good();
        }
        requireHeldUntilWell(world, people, apps, leaks);
        people.until("all proven", Duration.ofMinutes(6), () -> people.count("proven") == 4);
      }
      // The server's job keeps them in its own time; what is not kept yet is not in a certificate.
      people.until("histories kept", Duration.ofMinutes(6), () -> histories(home) >= leaks.size());
      byte[] certificate = people.close();
      requireAsked(new String(certificate, StandardCharsets.UTF_8), apps, leaks);
      requireHistories(home, new String(certificate, StandardCharsets.UTF_8), leaks);
      assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
      Aftermath aftermath = new Aftermath(world, Aftermath.database(home));
      leaks.forEach(aftermath::requireReplaced);
    }
  }

  /** The owner is shown which consumer was not well before anything was done, and signs that. */
  private static void approveKnowingly(Responders people, Apps apps, List<Leak> leaks) {
    people.until("all wait", Duration.ofMinutes(6), () -> people.count("waiting") == 4);
    for (Leak leak : leaks) {
      JsonNode waiting = people.rotation(leak.user());
      assertThat(waiting.get("unwell").valueStream().map(JsonNode::stringValue).toList())
          .isEqualTo(
              leak.equals(leaks.get(SICK))
                  ? List.of(apps.url(leak) + " answered 503 (expected: 200)")
                  : List.of());
    }
    people.decideWaiting(people.olga, Verb.APPROVE, "the shop is down anyway", _ -> true);
  }

  /** The first ones' consumers are asked; the last one's is not. */
  private static String csv(List<Leak> leaks, Apps apps) {
    StringBuilder csv = new StringBuilder(Leak.header().replace("\n", ",health\n"));
    for (Leak leak : leaks) {
      String health =
          leak.equals(leaks.getLast()) ? "" : "web:%s field=/status=UP".formatted(apps.url(leak));
      csv.append(leak.row("write").replace("\n", "," + health + "\n"));
    }
    return csv.toString();
  }

  /**
   * One consumer is not well though its new key works, and one keeps the old key in mind and fails
   * once that is disabled: both hold their rotations until somebody has mended them.
   */
  private static void requireHeldUntilWell(
      World world, Responders people, Apps apps, List<Leak> leaks) {
    Leak sick = leaks.get(SICK);
    Leak forgetful = leaks.get(FORGETFUL);
    people.until("two held", Duration.ofMinutes(6), () -> people.count("held") == 2);
    for (Leak leak : List.of(sick, forgetful)) {
      JsonNode held = people.rotation(leak.user());
      assertThat(held.get("reason").stringValue()).isEqualTo("unhealthy");
      assertThat(held.get("note").stringValue())
          .startsWith(apps.url(leak) + " answered 503 (expected: 200)");
    }
    assertThat(people.rotation(sick.user()).get("step").stringValue()).isEqualTo("validate");
    assertThat(people.rotation(sick.user()).get("note").stringValue())
        .contains("the old one is left alone");
    assertThat(world.accepts(sick.id(), world.secret(sick.id()))).isTrue();
    // Asked at both; which of them meets it depends on when the disabled key stops working.
    assertThat(people.rotation(forgetful.user()).get("step").stringValue()).isIn("soak", "revoke");
    assertThat(people.rotation(forgetful.user()).get("note").stringValue())
        .contains("before the old one was disabled: roll back to switch it on again");
    apps.mend(sick);
    apps.restart(forgetful);
    people.decideWaiting(people.olga, Verb.RETRY, "mended, and restarted", _ -> true);
  }

  /** The certificate has what each consumer answered whom the plan names. */
  private static void requireAsked(String certificate, Apps apps, List<Leak> leaks) {
    for (Leak leak : leaks.subList(0, leaks.size() - 1)) {
      assertThat(certificate).contains(apps.url(leak) + " answered 200");
    }
    assertThat(certificate).doesNotContain(apps.url(leaks.getLast()));
  }

  private static long histories(Path home) {
    try (Stream<Path> files = Files.list(home.resolve("histories").resolve("first-path"))) {
      return files.filter(one -> one.getFileName().toString().contains("iam-access-key")).count();
    } catch (IOException noneYet) {
      return 0;
    }
  }

  /**
   * Each lane's history is kept beyond Temporal's retention, and the certificate has its digest.
   */
  private static void requireHistories(Path home, String certificate, List<Leak> leaks)
      throws IOException {
    for (Leak leak : leaks) {
      try (Stream<Path> files = Files.list(home.resolve("histories").resolve("first-path"))) {
        Path file =
            files
                .filter(one -> one.getFileName().toString().contains("-" + leak.user() + "-"))
                .findFirst()
                .orElseThrow();
        try (InputStream json = new GZIPInputStream(Files.newInputStream(file))) {
          assertThat(certificate).contains(Digest.of(json.readAllBytes()).value());
        }
      }
    }
  }

  private static Timing timing() {
    return new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
  }
}
