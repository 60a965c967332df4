// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.Secret;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus is told while a campaign runs and after it, as a scraper hears it. */
@Together
@Timeout(1500)
class MetricsIT {

  private static final Timing TIMING =
      new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));

  @TempDir Path home;

  @Test
  void numbersFollowACampaignAndNameNeitherCredentialsNorPeople()
      throws IOException, InterruptedException {
    World world = World.shared();
    try (Embedded rekey = Starts.inTurn(() -> Embedded.start(home, 0, TIMING, line -> {}))) {
      Secret token = rekey.settings().token();
      Responders people = new Responders(new Api(rekey.settings().port(), token), "numbers");
      List<Leak> leaks =
          List.of(Leak.of(world, "numbers-one", 1), Leak.of(world, "numbers-two", 1));
      people.trustRoster();
      Map<String, String> limited = new HashMap<>(world.awsSettings());
      limited.put("rate", "500/s");
      people.addSystem("aws-prod", "aws", limited, 600);
      people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
      people.begin();
      StringBuilder csv = new StringBuilder(Leak.header());
      leaks.forEach(leak -> csv.append(leak.row("write")));
      people.intake(csv.toString());
      people.plan("all");
      people.startApproved();

      await(people, "rekey_rotations{campaign=\"numbers\",state=\"waiting\"} 2.0");
      String waiting = scrape(rekey);
      assertThat(waiting)
          .contains("rekey_unproven_rows{campaign=\"numbers\"} 2.0")
          .contains("rekey_decisions_rotations{campaign=\"numbers\",state=\"waiting\"} 2.0")
          .containsPattern("rekey_decision_longest_wait_seconds\\{[^}]*state=\"waiting\"\\} [0-9]")
          .containsPattern("rekey_budget_left_calls\\{system=\"aws-prod\"\\} [0-9]")
          .contains("rekey_alarms{campaign=\"numbers\"} 0.0");
      // The list says that they leaked within the last three days.
      assertThat(number(waiting, "rekey_oldest_live_age_seconds{campaign=\"numbers\"}"))
          .isGreaterThan(Duration.ofDays(2).toSeconds());

      people.decideWaiting(people.olga, Verb.DENY, "not now", _ -> true);
      await(people, "rekey_held_rotations{campaign=\"numbers\",reason=\"denied\"} 2.0");
      people.decideWaiting(people.olga, Verb.RETRY, "now", _ -> true);
      people.until("asked again", Duration.ofMinutes(6), () -> people.count("waiting") == 2);
      try (Traffic _ = Traffic.start(world, leaks)) {
        people.decideWaiting(people.olga, Verb.APPROVE, "", _ -> true);
        people.until("all proven", Duration.ofMinutes(6), () -> people.count("proven") == 2);
      }

      await(people, "rekey_oldest_live_age_seconds{campaign=\"numbers\"} 0.0");
      String proven = scrape(rekey);
      assertThat(proven)
          .contains("rekey_unproven_rows{campaign=\"numbers\"} 0.0")
          .contains("rekey_rotations{campaign=\"numbers\",state=\"proven\"} 2.0")
          .containsPattern("rekey_calls_total\\{outcome=\"done\",system=\"aws-prod\"\\} [1-9]")
          .containsPattern("rekey_calls_total\\{outcome=\"refused\",system=\"aws-prod\"\\} [1-9]")
          .containsPattern("rekey_calls_total\\{outcome=\"done\",system=\"bao-prod\"\\} [1-9]");
      for (Leak leak : leaks) {
        assertThat(proven + waiting)
            .doesNotContain(
                leak.user(), leak.id(), world.keys(leak.user()).getFirst().accessKeyId());
      }
      assertThat(proven + waiting).doesNotContain("alice", "bob", "olga", "payments");
    }
  }

  private void await(Responders people, String line) {
    people.until(
        line,
        Duration.ofMinutes(6),
        () -> {
          try {
            return scrape(port()).contains(line);
          } catch (IOException | InterruptedException refused) {
            throw new IllegalStateException(refused);
          }
        });
  }

  private int port() throws IOException {
    return Integer.parseInt(Files.readString(home.resolve("api.port")).strip());
  }

  private String scrape(Embedded rekey) throws IOException, InterruptedException {
    return scrape(rekey.settings().port());
  }

  /** With the scraper's own token, as {@code credentials_file} in Prometheus gives it. */
  private String scrape(int port) throws IOException, InterruptedException {
    String token = Files.readString(home.resolve("keys").resolve("metrics.token"));
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/actuator/prometheus".formatted(port)))
                    .header("Authorization", "Bearer " + token.strip())
                    .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static double number(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name));
  }
}
