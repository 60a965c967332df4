// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.api.PlainHttp.Answer;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.OneRekey;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.Together;
import dev.rekey.worker.up.Embedded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The API of a whole server: requests that are sent again. */
@Together
@ExtendWith(OneRekey.class)
@Timeout(1200)
class ApiIT {

  private static Embedded rekey;
  private static PlainHttp http;
  private static Responders people;

  @BeforeAll
  static void start(SharedRekey shared) {
    rekey = shared.rekey();
    http = new PlainHttp(rekey.settings().port());
    people = shared.people();
    people.addSystem("api-share", "manual", Map.of(), 1);
  }

  private static String bearer() {
    return Api.bearer(rekey.settings().token());
  }

  private static Answer post(String key, String path, String body) {
    return http.send(
        "POST",
        "/api/v1" + path,
        Map.of(
            "Authorization", bearer(), "Content-Type", "application/json", "Idempotency-Key", key),
        body);
  }

  private static Answer get(String path) {
    return http.send("GET", "/api/v1" + path, Map.of("Authorization", bearer()), "");
  }

  private static String campaign(String name) {
    return """
    {"name":"%s","cause":"c","exposedFrom":"2026-11-20T00:00:00Z",\
    "exposedUntil":"2026-11-21T00:00:00Z","author":"alice@example.com"}\
    """
        .formatted(name);
  }

  private static int count(String sql) {
    return rekey.server().getBean(JdbcClient.class).sql(sql).query(Integer.class).single();
  }

  @Test
  void theSameRequestUnderTheSameKeyIsAnsweredAsBefore() {
    Answer first = post("key-of-sixteen-chars-1", "/campaigns", campaign("twice"));
    Answer again = post("key-of-sixteen-chars-1", "/campaigns", campaign("twice"));

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).contains("idempotency-replayed: true");
    assertThat(first.headers()).doesNotContain("idempotency-replayed: true");
    assertThat(post("key-of-sixteen-chars-2", "/campaigns", campaign("twice")).status())
        .isEqualTo(409);
  }

  @Test
  void anotherRequestUnderTheSameKeyIsRefusedAndChangesNothing() {
    post("key-of-sixteen-chars-3", "/campaigns", campaign("one"));

    Answer other = post("key-of-sixteen-chars-3", "/campaigns", campaign("other"));
    Answer elsewhere = post("key-of-sixteen-chars-3", "/systems/api-share/check", campaign("one"));

    assertThat(List.of(other, elsewhere))
        .allSatisfy(answer -> {
          assertThat(answer.status()).isEqualTo(409);
          assertThat(answer.body()).contains("was used for another request", "a new key");
          assertThat(answer.headers()).contains("content-type: application/problem+json");
        });
    assertThat(get("/campaigns/other").status()).isEqualTo(404);
  }

  @Test
  void ofManyAtOnceOneIsCarriedOut() throws Exception {
    Responders many = people.in("many");
    many.begin();
    many.intake(Leak.header() + "api-share,svc-2,credential,tok-2,payments,write,\n");
    String plan = "{\"author\":\"alice@example.com\"}";
    List<Callable<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(() -> post("key-of-sixteen-chars-4", "/campaigns/many/plans", plan));
    }
    try (var threads = Executors.newCachedThreadPool()) {
      for (Future<Answer> answer : threads.invokeAll(calls)) {
        assertThat(answer.get().status()).isIn(201, 409);
      }
    }
    assertThat(post("key-of-sixteen-chars-4", "/campaigns/many/plans", plan).status())
        .isEqualTo(201);
    assertThat(count("select count(*) from plan where campaign = 'many'")).isEqualTo(1);
  }

  @Test
  void aRefusalIsKeptTooAndAWordThatIsNoKeyIsRefused() {
    Answer first = post("key-of-sixteen-chars-5", "/campaigns/nobody/start", "{\"plan\":1}");
    Answer again = post("key-of-sixteen-chars-5", "/campaigns/nobody/start", "{\"plan\":1}");

    assertThat(first.status()).isEqualTo(404);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers()).contains("idempotency-replayed: true");
    assertThat(post("short", "/campaigns", campaign("never")).status()).isEqualTo(400);
    assertThat(get("/campaigns/never").status()).isEqualTo(404);
  }

  @Test
  void whatAProcessThatDiedHadBegunIsCarriedOutAnew() {
    post("key-of-sixteen-chars-6", "/campaigns", campaign("died"));
    rekey
        .server()
        .getBean(JdbcClient.class)
        .sql(
            "update kept_answer set status = null, body = null, process = 'dead' where key ="
                + " 'key-of-sixteen-chars-6'")
        .update();

    assertThat(post("key-of-sixteen-chars-6", "/campaigns", campaign("died")).status())
        .isEqualTo(409);
    assertThat(count("select status from kept_answer where key = 'key-of-sixteen-chars-6'"))
        .isEqualTo(409);
  }

  @Test
  void whatIsHandedInCannotBeGuessedFromWhatIsKept() throws Exception {
    post("key-of-sixteen-chars-7", "/tasks/99/hand-in", "guess-me");

    byte[] kept =
        rekey
            .server()
            .getBean(JdbcClient.class)
            .sql("select request from kept_answer where key = 'key-of-sixteen-chars-7'")
            .query((row, _) -> row.getBytes(1))
            .single();
    byte[] anotherKeysSeal =
        rekey
            .server()
            .getBean(JdbcClient.class)
            .sql("select request from kept_answer where key <> 'key-of-sixteen-chars-7' limit 1")
            .query((row, _) -> row.getBytes(1))
            .optional()
            .orElse(new byte[0]);
    // A seal is made with a key that is not in the database: tag of Tink, key id and 32 bytes.
    assertThat(kept).hasSize(37);
    assertThat(kept).isNotEqualTo(anotherKeysSeal);
  }
}
