// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.api.PlainHttp.Answer;
import dev.rekey.worker.rig.Nobody;
import dev.rekey.worker.server.RekeyServer;
import dev.rekey.worker.server.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets into the server, over plain HTTP, as a browser or an attacker on the machine would. */
@Timeout(60)
class DoorTest {

  private static final String TOKEN = "token-4711";
  private static final String SCRAPER = "scraper-4713";
  private static final String METRICS = "/actuator/prometheus";
  private static final String CODEC = "/codec/unguessable-4712";
  private static final String UI = "http://127.0.0.1:8233";
  private static final String EVIL = "http://evil.example";
  private static final String STATUS = "/api/v1/status";

  /** Whoever is let in hears that there is no database. */
  private static final int LET_IN = 503;

  private static int port;
  private static ConfigurableApplicationContext server;
  private static PlainHttp http;

  @BeforeAll
  static void start(@TempDir Path home) throws IOException {
    ServerSettings settings =
        Nobody.settings(home, TOKEN, SCRAPER, CODEC, URI.create(UI + "/a/page"));
    port = settings.port();
    server = RekeyServer.start(settings, Nobody.class);
    http = new PlainHttp(port);
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Answer get(String path, Map<String, String> headers) {
    return http.send("GET", path, headers, "");
  }

  private static Map<String, String> known(String header, String value) {
    return Map.of("Authorization", "Bearer " + TOKEN, header, value);
  }

  @Test
  void whoKnowsTheTokenIsLetIn() {
    assertThat(get(STATUS, Map.of("Authorization", "Bearer " + TOKEN)).status()).isEqualTo(LET_IN);
  }

  @Test
  void whoShowsNoTokenIsRefused() {
    Answer answer = get(STATUS, Map.of());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.body()).contains("the token is missing or wrong").doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer token-4712",
        "Bearer token-471",
        "Bearer token-47111",
        "Bearer ",
        "Bearer",
        "bearer token-4711",
        "Basic token-4711",
        "token-4711"
      })
  void whoShowsAnythingElseIsRefused(String authorization) {
    assertThat(get(STATUS, Map.of("Authorization", authorization)).status()).isEqualTo(401);
  }

  @Test
  void numbersWantTheScrapersTokenWhichOpensNothingElse() {
    Map<String, String> scraper = Map.of("Authorization", "Bearer " + SCRAPER);
    assertThat(get(METRICS, Map.of()).status()).isEqualTo(401);
    assertThat(get(METRICS, scraper).status()).isEqualTo(200);
    assertThat(get(METRICS, Map.of("Authorization", "Bearer " + TOKEN)).status()).isEqualTo(200);
    for (String other : List.of(STATUS, "/actuator", "/actuator/env", METRICS + "/x")) {
      assertThat(get(other, scraper).status()).as(other).isEqualTo(401);
    }
  }

  @Test
  void livesThoughNothingAnswersBehindItAndIsNotReady() {
    assertThat(get("/actuator/health/liveness", Map.of()))
        .satisfies(answer -> {
          assertThat(answer.status()).isEqualTo(200);
          assertThat(answer.body()).contains("{\"status\":\"UP\"}");
        });
    assertThat(get("/actuator/health/readiness", Map.of()))
        .satisfies(answer -> {
          assertThat(answer.status()).isEqualTo(503);
          assertThat(answer.body()).contains("{\"status\":\"DOWN\"}");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/campaigns",
        "/codec/../api/v1/status",
        "/codec/%2e%2e/api/v1/status",
        "/codec/..;/api/v1/status",
        "/actuator/../api/v1/status",
        "/actuator;/../api/v1/status",
        "//api/v1/status",
        "/nothing-here"
      })
  void noPathLeadsPastTheDoor(String path) {
    assertThat(get(path, Map.of()).status()).isIn(400, 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "0.0.0.0",
        "127.0.0.2",
        "10.0.0.1"
      })
  void aNameThatWasMadeToResolveHereOpensNothing(String host) {
    for (String path : List.of(STATUS, CODEC + "/decode", "/actuator/health")) {
      assertThat(get(path, known("Host", host)).status()).as(path).isEqualTo(421);
    }
    assertThat(
            get(
                    STATUS,
                    Map.of(
                        "Host",
                        host,
                        "X-Forwarded-Host",
                        "127.0.0.1",
                        "Forwarded",
                        "host=localhost"))
                .status())
        .isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
  void theNamesOfTheLoopbackAreItsOwn(String host) {
    assertThat(get(STATUS, known("Host", host + ":" + port)).status()).isEqualTo(LET_IN);
    assertThat(get(STATUS, known("Origin", "http://%s:%d".formatted(host, port))).status())
        .isEqualTo(LET_IN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {EVIL, "null", UI, "https://127.0.0.1", "http://127.0.0.1", "http://localhost:1"})
  void aPageFromElsewhereIsRefusedWhateverItKnows(String origin) {
    Answer asked = get(STATUS, known("Origin", origin));
    assertThat(asked.status()).isEqualTo(403);
    assertThat(asked.headers()).noneMatch(header -> header.startsWith("access-control-"));

    Answer preflight =
        http.send(
            "OPTIONS",
            "/api/v1/campaigns",
            Map.of(
                "Origin", origin,
                "Access-Control-Request-Method", "POST",
                "Access-Control-Request-Headers", "authorization"),
            "");
    assertThat(preflight.status()).isEqualTo(403);
    assertThat(preflight.headers()).noneMatch(header -> header.startsWith("access-control-"));
  }

  private static Answer code(String path, String verb, Map<String, String> headers, String body) {
    return http.send("POST", path + "/" + verb, headers, body);
  }

  @Test
  void theCodecSealsAndOpensForThePagesOfTemporal() {
    Map<String, String> page = Map.of("Origin", UI, "Content-Type", "application/json");
    String plain =
        "{\"payloads\":[{\"metadata\":{\"encoding\":\"anNvbi9wbGFpbg==\"},\"data\":\"IngiCg==\"}]}";

    Answer preflight =
        http.send(
            "OPTIONS",
            CODEC + "/decode",
            Map.of(
                "Origin", UI,
                "Access-Control-Request-Method", "POST",
                "Access-Control-Request-Headers", "content-type,x-namespace"),
            "");
    Answer sealed = code(CODEC, "encode", page, plain);
    Answer opened = code(CODEC, "decode", page, sealed.body());

    assertThat(preflight.status()).isEqualTo(200);
    assertThat(preflight.headers())
        .contains("access-control-allow-origin: " + UI)
        .contains("access-control-allow-headers: content-type, x-namespace");
    assertThat(sealed.status()).isEqualTo(200);
    assertThat(sealed.body()).doesNotContain("IngiCg==");
    assertThat(opened.body()).contains("IngiCg==");
    assertThat(opened.headers()).contains("access-control-allow-origin: " + UI);
  }

  @Test
  void theCodecAnswersACommandLineThatKnowsThePath() {
    assertThat(code(CODEC, "decode", Map.of("Content-Type", "application/json"), "{}").status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        EVIL,
        "null",
        "http://127.0.0.1:8234",
        "http://localhost:8233",
        UI + ".evil.example"
      })
  void theCodecAnswersPagesOfNoOtherOrigin(String origin) {
    Answer asked =
        code(CODEC, "decode", Map.of("Origin", origin, "Content-Type", "application/json"), "{}");
    Answer preflight =
        http.send(
            "OPTIONS",
            CODEC + "/decode",
            Map.of("Origin", origin, "Access-Control-Request-Method", "POST"),
            "");
    for (Answer answer : List.of(asked, preflight)) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.headers()).noneMatch(header -> header.startsWith("access-control-"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/codec/unguessable-471",
        "/codec/unguessable-4713",
        "/codec/x",
        "/codec",
        "/codec/*"
      })
  void theCodecIsNowhereElse(String path) {
    Map<String, String> page = Map.of("Origin", UI, "Content-Type", "application/json");
    assertThat(code(path, "decode", page, "{}").status()).isIn(401, 403, 404);
    assertThat(
            http.send(
                    "OPTIONS",
                    path + "/decode",
                    Map.of("Origin", UI, "Access-Control-Request-Method", "POST"),
                    "")
                .headers())
        .noneMatch(header -> header.startsWith("access-control-"));
    assertThat(code(CODEC, "rekey", page, "{}").status()).isEqualTo(404);
  }

  @Test
  void aGetNeverDecides() {
    Set<String> reads = new TreeSet<>();
    Set<String> changes = new TreeSet<>();
    for (RequestMappingInfo mapping :
        server
            .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
            .getHandlerMethods()
            .keySet()) {
      Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
      Set<String> paths = mapping.getPatternValues();
      if (paths.contains("/error")) {
        continue;
      }
      // One that names no method would answer to all.
      assertThat(methods).as(paths.toString()).hasSize(1);
      (methods.contains(RequestMethod.GET) ? reads : changes).addAll(paths);
    }
    assertThat(changes).contains("/api/v1/campaigns/{name}/decisions", "/codec/{path}/{verb}");
    changes.removeAll(reads);
    for (String path : changes) {
      String concrete = path.replaceAll("\\{[^}]*}", "x");
      assertThat(get(concrete, Map.of("Authorization", "Bearer " + TOKEN)).status())
          .as(path)
          .isEqualTo(405);
    }
  }
}
