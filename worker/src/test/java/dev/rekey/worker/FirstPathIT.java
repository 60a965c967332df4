// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Responders;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The path from a list of leaked keys to a closed campaign, on real servers. */
@Timeout(240)
class FirstPathIT {

  @Test
  void leakedKeysEndProvenAndTheCampaignClosesWhole(@TempDir Path home) throws IOException {
    World world = World.shared();
    List<String> users = IntStream.range(0, 4).mapToObj(i -> "first-" + i).toList();
    StringBuilder csv =
        new StringBuilder("system,identity,kind,credential_id,owner,privilege,places\n");
    List<String> ids =
        users.stream()
            .map(user -> {
              String id = world.leak(user);
              world.place("apps/" + user, id);
              csv.append(
                  "aws-prod,%s,iam-access-key,%s,payments,write,bao-prod:secret/apps/%s\n"
                      .formatted(user, id, user));
              return id;
            })
            .toList();
    AtomicBoolean over = new AtomicBoolean();
    try (Embedded rekey = Embedded.start(home, 0, timing(), line -> System.out.println(line))) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "first-path");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.begin();
      assertThat(people.intake(csv.toString()).get("resolved").intValue()).isEqualTo(4);
      people.plan("none");
      Thread.ofVirtual()
          .start(() -> {
            while (!over.get()) {
              users.forEach(user -> world.consume("apps/" + user));
            }
          });
      people.startApproved();
      for (String use : List.of("instance", "codec")) {
        api.post("/keys/" + use + "/rotate", Map.of()).good();
      }
      people.until("all proven", Duration.ofSeconds(150), () -> people.count("proven") == 4);
      byte[] certificate = people.close();
      requireHistories(home, new String(certificate, StandardCharsets.UTF_8), users);
      over.set(true);
      assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
      for (int i = 0; i < users.size(); i++) {
        assertThat(world.keys(users.get(i))).hasSize(1);
        assertThat(world.accepts(ids.get(i), world.secret(ids.get(i)))).isFalse();
        assertThat(world.consume("apps/" + users.get(i))).isTrue();
        assertThat(world.read("apps/" + users.get(i)).get("neighbour").stringValue())
            .isEqualTo("stays");
      }
    } finally {
      over.set(true);
    }
  }

  /**
   * Each lane's history is kept beyond Temporal's retention, and the certificate has its digest.
   */
  private static void requireHistories(Path home, String certificate, List<String> users)
      throws IOException {
    for (String user : users) {
      try (Stream<Path> files = Files.list(home.resolve("histories").resolve("first-path"))) {
        Path file =
            files
                .filter(one -> one.getFileName().toString().contains("-" + user + "-"))
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
