// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.canary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.sandbox.aws.Fault;
import dev.rekey.sandbox.aws.Faults;
import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.AwsStores;
import dev.rekey.worker.rig.Desk;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Login;
import dev.rekey.worker.rig.Person;
import dev.rekey.worker.rig.RekeyChild;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Roles;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.rig.Traffic;
import dev.rekey.worker.rig.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A campaign with a conflict, a lost answer, a broken system and a closing, all logs at TRACE:
 * afterwards no secret is anywhere that it does not belong, in any form.
 */
@Together
@Order(6)
@Timeout(1500)
class CanaryScanIT {

  private static final String CAMPAIGN = "canary";
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final World world = World.shared();

  /** A key that nobody's place holds: its value is known from a scanner's finding alone. */
  private final String found = world.leak("canary-found");

  private final List<Marker> markers = new ArrayList<>();

  @Test
  void noSecretIsAnywhereThatItDoesNotBelong(@TempDir Path home, @TempDir Path theirs)
      throws Exception {
    try (AwsStores stores = AwsStores.of(world);
        Roles roles = Roles.start(theirs);
        RekeyChild rekey = RekeyChild.start(home, List.of("-Dlogging.level.root=TRACE"))) {
      Seeds seeds = Seeds.leaked(world, stores, roles);
      Responders people = new Responders(rekey.api(), CAMPAIGN);
      byte[] certificate = campaign(people, seeds, home);
      seeds.secrets().forEach(this::mark);
      mark(people, home);
      Scanner scanner = new Scanner(markers);
      JdbcClient jdbc = Aftermath.database(home);
      Traces.database(jdbc, scanner);
      assertThat(
              jdbc.sql("select grade from rotation where id like '%' || :found")
                  .param("found", found)
                  .query(String.class)
                  .single())
          .as("no place holds it, and yet it was tried")
          .isEqualTo("refused");
      String roster = jdbc.sql("select digest from roster").query(String.class).single();
      assertThat(
              Traces.answers(
                  people.api(),
                  Map.of("name", CAMPAIGN, "number", "1", "digest", roster, "id", "1"),
                  scanner))
          .hasSizeGreaterThan(8);
      assertThat(Traces.histories(temporal(home), home.resolve("keys/codec.key"), scanner))
          .as("payloads")
          .isGreaterThan(200);
      assertThat(
              Traces.processes(
                  List.of(rekey.pid(), pid(home, "temporal"), pid(home, "postgres")), scanner))
          .as("processes")
          .isGreaterThan(4);
      scanner.text("metrics", metrics(home));
      scanner.bytes("certificate", certificate);
      assertThat(Files.readString(home.resolve("rekey.log"))).contains("TRACE");
      scanner.folder(home, file -> !belongs(home, file));

      assertThat(scanner.bytes()).as("bytes looked through").isGreaterThan(20_000_000);
      assertThat(scanner.found()).as("secrets found").isEmpty();
    }
  }

  /** Where secrets belong: keys, the API's own address file, PostgreSQL's password file. */
  private static boolean belongs(Path home, Path file) {
    return file.startsWith(home.resolve("keys"))
        || file.equals(home.resolve("api.json"))
        || file.endsWith(Path.of("postgres", "password"));
  }

  private byte[] campaign(Responders people, Seeds seeds, Path home) throws IOException {
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    people.addSystem("db-prod", "postgres", seeds.databases().roles().settings(), 600);
    people.addSystem("sheets", "manual", Map.of("kinds", "api-token"), 600);
    String passwords = seeds.databases().csv();
    people.begin();
    people.intake(seeds.csv());
    people.api().csv("/campaigns/canary/sources/databases.csv", passwords).good();
    takeFindings(people, seeds.token());
    people.plan("none");
    Leak conflict = seeds.conflict();
    String place = conflict.paths().getFirst();
    String other = world.leak("canary-bystander");
    world.place(place, other);
    fault(Fault.ANSWER_LOST, "CreateAccessKey", "canary-lost");
    fault(Fault.BROKEN, "DeleteAccessKey", "canary-broken");
    people.startApproved();
    int all = seeds.count() + 1;
    try (Traffic _ = Traffic.start(world, seeds.consumers())) {
      byHand(new Desk(people));
      people.until(
          "all but the conflict proven",
          PATIENCE,
          () -> people.count("proven") == all - 1 && people.count("held") == 1);
      mark("escrow key", keyOf(home.resolve("keys/escrow/" + CAMPAIGN + ".key")));
      world.place(place, conflict.id());
      people.decideWaiting(people.olga, Verb.RETRY, "put back", _ -> true);
      people.until("all proven", PATIENCE, () -> people.count("proven") == all);
    }
    people.ruleOut(
        people.bob,
        "another list has it",
        row -> row.get("state").stringValue().equals("unresolved"));
    mark("bystander", world.secret(other));
    return people.close();
  }

  /** Values come in with a scanner's findings: of a key that is known, and of what is not. */
  private void takeFindings(Responders people, Login login) {
    people
        .api()
        .csv(
            "/campaigns/canary/sources/scan.json",
            """
            {"SourceMetadata":{"Data":{"Git":{"file":"deploy.sh"}}},"DetectorName":"AWS",\
            "Raw":"%1$s","RawV2":"%1$s:%2$s"}
            {"SourceMetadata":{"Data":{"Git":{"file":"%3$s"}}},"DetectorName":"VaultToken",\
            "Raw":"%3$s"}
            """
                .formatted(found, world.secret(found), login.value()))
        .good();
    people
        .api()
        .csv(
            "/campaigns/canary/sources/inventory.csv",
            "system,identity,kind,credential_id,owner,privilege,disposition,places\n"
                + "aws-prod,canary-found,iam-access-key,%s,payments,write,retire,\n"
                    .formatted(found))
        .good();
  }

  private static void byHand(Desk desk) {
    assertThat(desk.value(desk.task("sheets", "issue"), Seeds.NEW_BY_HAND).status()).isEqualTo(200);
    desk.attest("sheets");
    JsonNode write = desk.task("sheets", "write");
    assertThat(desk.reveal(write, "").status()).isEqualTo(200);
    assertThat(desk.statement(write, "written").status()).isEqualTo(200);
    desk.attest("sheets");
    assertThat(desk.statement(desk.task("sheets", "revoke"), "revoked").status()).isEqualTo(200);
    desk.attest("sheets");
  }

  private void fault(Fault fault, String action, String user) {
    world.aws().faults().add(new Faults.Rule(fault, Optional.of(action), Optional.of(user), 1));
  }

  private void mark(Responders people, Path home) throws IOException {
    mark("found by a scanner", world.secret(found));
    world.ownSecrets().forEach(this::mark);
    for (Person person : List.of(people.alice, people.bob, people.olga)) {
      try (var encoded = person.key().encode()) {
        String lines = encoded.open(String::new);
        mark("key of " + person.name(), lines.split("\n")[2]);
      }
    }
    mark("codec key", keyOf(home.resolve("keys/codec.key")));
    mark("instance key", keyOf(home.resolve("keys/instance.key")));
    mark("API token", Files.readString(home.resolve("keys/api.token")).strip());
    mark("password of PostgreSQL", Files.readString(passwordFile(home)).strip());
  }

  private void mark(String name, String value) {
    markers.add(Marker.of(name, value));
  }

  private void mark(String name, byte[] value) {
    markers.add(new Marker(name, value));
  }

  /** The key's own bytes: Tink keeps them as the last field of the value that it writes. */
  private static byte[] keyOf(Path file) throws IOException {
    JsonNode key = JsonMapper.builder().build().readTree(Files.readString(file)).get("key").get(0);
    byte[] value = Base64.getDecoder().decode(key.get("keyData").get("value").stringValue());
    return java.util.Arrays.copyOfRange(value, value.length - 32, value.length);
  }

  private static Path passwordFile(Path home) {
    return home.resolve("postgres").resolve("postgres").resolve("password");
  }

  private static long pid(Path home, String store) {
    return ChildProcess.leftover(new ChildSpec(store, home.resolve(store), List.of(store), 1))
        .orElseThrow()
        .pid();
  }

  private static String temporal(Path home) throws IOException {
    for (String line : Files.readAllLines(home.resolve("temporal").resolve("temporal.pid"))) {
      if (line.startsWith("port=")) {
        return "127.0.0.1:" + line.substring("port=".length());
      }
    }
    throw new IOException("no port of Temporal");
  }

  private static String metrics(Path home) throws IOException, InterruptedException {
    Map<?, ?> api =
        JsonMapper.builder()
            .build()
            .readValue(Files.readString(home.resolve("api.json")), Map.class);
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(api.get("url") + "/actuator/prometheus"))
                    .header("Authorization", "Bearer " + api.get("token"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }
}
