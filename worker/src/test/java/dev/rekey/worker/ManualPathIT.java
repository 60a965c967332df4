// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A system without a connector, from a row of a list to a closed campaign, by people's hands. */
@Together
@Timeout(1500)
class ManualPathIT {

  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final String OLD_VALUE = "leaked-value-of-the-sheets-token";
  private static final String NEW_VALUE = "fresh-value-of-the-sheets-token";

  @Test
  void whatNoCallDoesPeopleDoAndTwoOfThemAttest(@TempDir Path home) throws Exception {
    World world = World.shared();
    world.put("apps/sheets", Map.of("sheets", Map.of("token", OLD_VALUE), "neighbour", "stays"));
    try (Embedded rekey = Embedded.start(home, 0, timing(), System.out::println)) {
      Responders people =
          new Responders(new Api(rekey.settings().port(), rekey.settings().token()), "manual-path");
      begin(people, world);
      Desk desk = new Desk(rekey, people);

      JsonNode issue = desk.task("smartsheet", "issue");
      requireTask(issue);
      assertThat(desk.value(issue, OLD_VALUE).body()).contains("is the leaked one");
      assertThat(desk.statement(issue, "done").statusCode()).isEqualTo(409);
      assertThat(desk.value(issue, NEW_VALUE).statusCode()).isEqualTo(200);
      assertThat(desk.value(issue, "another").body()).contains("a second one changes nothing");
      desk.attest("smartsheet");

      JsonNode revoke = desk.task("smartsheet", "revoke");
      assertThat(world.read("apps/sheets").get("sheets").get("token").stringValue())
          .isEqualTo(NEW_VALUE);
      assertThat(world.read("apps/sheets").get("neighbour").stringValue()).isEqualTo("stays");
      assertThat(desk.statement(revoke, "revoked tok-1; 401 since").statusCode()).isEqualTo(200);
      desk.attest("smartsheet");

      JsonNode retired = desk.task("fileshare", "revoke");
      assertThat(desk.statement(retired, "account closed").statusCode()).isEqualTo(200);
      desk.attest("fileshare");

      people.until("all proven", PATIENCE, () -> people.count("proven") == 2);
      assertThat(desk.tasks())
          .allSatisfy(task -> assertThat(task.get("state").stringValue()).isEqualTo("attested"));
      byte[] certificate = people.close();
      assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
      assertThat(new String(certificate, StandardCharsets.UTF_8))
          .contains("\"grade\":\"attested\"")
          .doesNotContain(NEW_VALUE, OLD_VALUE);
      JdbcClient jdbc = rekey.server().getBean(JdbcClient.class);
      new Aftermath(world, jdbc).requireTidy("manual-path");
      assertThat(desk.value(issue, "late").body()).contains("changes nothing");
    }
  }

  private static void begin(Responders people, World world) {
    people.trustRoster();
    people.addSystem(
        "smartsheet",
        "manual",
        Map.of(
            "title", "Smartsheet",
            "hands", "office-it",
            "kinds", "api-token",
            "instructions", "Account > API access, as {identity}."),
        600);
    people.addSystem("fileshare", "manual", Map.of(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    people.begin();
    JsonNode taken =
        people.intake(
            """
            system,identity,kind,credential_id,owner,privilege,disposition,places
            smartsheet,svc-sheets,api-token,tok-1,payments,write,replace,bao-prod:secret/apps/sheets#secret=/sheets/token
            fileshare,svc-files,credential,tok-9,payments,write,retire,
            """);
    assertThat(taken.get("resolved").intValue()).isEqualTo(2);
    assertThat(people.plan("none").get("warnings").toString())
        .contains("2 done by hand, by tasks, for want of a call; the best grade is attested");
    people.startApproved();
  }

  private static void requireTask(JsonNode task) {
    assertThat(task.get("hands").stringValue()).isEqualTo("office-it");
    assertThat(task.get("instructions").stringValue())
        .contains("`tok-1` of `svc-sheets` in Smartsheet")
        .contains("Account > API access, as svc-sheets.")
        .doesNotContain(OLD_VALUE);
  }

  private static Timing timing() {
    return new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
  }

  /** What people do about tasks, over the API. */
  private record Desk(Embedded rekey, Responders people) {

    List<JsonNode> tasks() {
      List<JsonNode> tasks = new ArrayList<>();
      people
          .api()
          .get("/campaigns/%s/tasks".formatted(people.campaign()))
          .good()
          .forEach(tasks::add);
      return tasks;
    }

    /** Waits until a task is open there and its rotation is held for it. */
    JsonNode task(String system, String work) {
      people.until(
          "%s in %s is to be done by hand".formatted(work, system),
          PATIENCE,
          () -> open(system, work).isPresent() && held(system, "by-hand").isPresent());
      return open(system, work).orElseThrow();
    }

    private Optional<JsonNode> open(String system, String work) {
      return tasks().stream()
          .filter(task -> task.get("rotation").stringValue().contains("/" + system + "/"))
          .filter(task -> task.get("work").stringValue().equals(work))
          .filter(task -> task.get("state").stringValue().equals("open"))
          .findFirst();
    }

    private Optional<JsonNode> held(String system, String reason) {
      for (JsonNode one :
          people.api().get("/campaigns/%s/rotations".formatted(people.campaign())).good()) {
        if (one.get("system").stringValue().equals(system)
            && one.get("state").stringValue().equals("held")
            && one.get("reason").stringValue().equals(reason)) {
          return Optional.of(one);
        }
      }
      return Optional.empty();
    }

    /** Alice and Bob attest; Alice's alone, even twice, changes nothing. */
    void attest(String system) {
      people.until(
          "%s waits for two who attest".formatted(system),
          PATIENCE,
          () -> held(system, "unattested").isPresent());
      people.decideWaiting(people.alice, Verb.ATTEST, "tried it", one -> of(system, one));
      assertThat(
              people
                  .decideWaiting(
                      people.alice, Verb.ATTEST, "tried it again", one -> of(system, one))
                  .toString())
          .contains("attested it already");
      assertThat(held(system, "unattested")).isPresent();
      people.decideWaiting(people.bob, Verb.ATTEST, "tried it too", one -> of(system, one));
      people.until(
          "%s goes on".formatted(system), PATIENCE, () -> held(system, "unattested").isEmpty());
    }

    private static boolean of(String system, JsonNode one) {
      return one.get("system").stringValue().equals(system);
    }

    HttpResponse<String> value(JsonNode task, String value) throws Exception {
      return send(task, "value?credential=tok-2", "application/octet-stream", value);
    }

    HttpResponse<String> statement(JsonNode task, String text) throws Exception {
      return send(task, "statement", "text/plain", text);
    }

    private HttpResponse<String> send(JsonNode task, String what, String type, String body)
        throws IOException, InterruptedException {
      URI uri =
          URI.create(
              "http://127.0.0.1:%d/api/v1/tasks/%d/%s"
                  .formatted(rekey.settings().port(), task.get("task").intValue(), what));
      String bearer =
          rekey
              .settings()
              .token()
              .open(bytes -> "Bearer " + new String(bytes, StandardCharsets.UTF_8));
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", bearer)
              .header("Content-Type", type)
              .timeout(Duration.ofMinutes(6))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
