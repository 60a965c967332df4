// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
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

/** The path from a list of leaked keys to a closed campaign, on real servers. */
@Together
@Timeout(1500)
class FirstPathIT {

  @Test
  void leakedKeysEndProvenAndTheCampaignClosesWhole(@TempDir Path home) throws IOException {
    World world = World.shared();
    List<Leak> leaks =
        IntStream.range(0, 4).mapToObj(i -> Leak.of(world, "first-" + i, 1)).toList();
    StringBuilder csv = new StringBuilder(Leak.header());
    leaks.forEach(leak -> csv.append(leak.row("write")));
    try (Embedded rekey =
        Starts.inTurn(() -> Embedded.start(home, 0, timing(), System.out::println))) {
      Api api = new Api(rekey.settings().port(), rekey.settings().token());
      Responders people = new Responders(api, "first-path");
      people.trustRoster();
      people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.begin();
      assertThat(people.intake(csv.toString()).get("resolved").intValue()).isEqualTo(4);
      people.plan("none");
      try (Traffic _ = Traffic.start(world, leaks)) {
        people.startApproved();
        for (String use : List.of("instance", "codec")) {
          api.post("/keys/" + use + "/rotate", Map.of()).good();
        }
        people.until("all proven", Duration.ofMinutes(6), () -> people.count("proven") == 4);
      }
      // The server's job keeps them in its own time; what is not kept yet is not in a certificate.
      people.until("histories kept", Duration.ofMinutes(6), () -> histories(home) >= leaks.size());
      byte[] certificate = people.close();
      requireHistories(home, new String(certificate, StandardCharsets.UTF_8), leaks);
      assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
      Aftermath aftermath = new Aftermath(world, Aftermath.database(home));
      leaks.forEach(aftermath::requireReplaced);
    }
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
