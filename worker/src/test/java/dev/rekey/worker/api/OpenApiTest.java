// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.words.Secret;
import dev.rekey.worker.server.Database;
import dev.rekey.worker.server.Duties;
import dev.rekey.worker.server.RekeyServer;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.temporal.Frontend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API's document is whole, whether anybody is behind the API or not. */
@Timeout(120)
class OpenApiTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static ConfigurableApplicationContext server;

  @BeforeAll
  static void start(@TempDir Path home) throws IOException {
    InstanceKey.at(Files.createDirectories(home.resolve("keys")).resolve("instance.key"));
    int nobody = closedPort();
    server =
        RekeyServer.start(
            new ServerSettings(
                home,
                Duties.ALL,
                new Database("jdbc:postgresql://127.0.0.1:%d/rekey".formatted(nobody), "", home),
                new Frontend("127.0.0.1:" + nobody, "rekey"),
                null,
                closedPort(),
                Secret.taking("token".toCharArray()),
                Secret.taking("scraper".toCharArray()),
                "unguessable",
                Timing.DEFAULT,
                Duration.ofMinutes(10),
                List.of()),
            DoorTest.Nobody.class);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closedSoon.getLocalPort();
    }
  }

  @AfterAll
  static void end() {
    server.close();
  }

  @Test
  void theDocumentHasEveryRouteWithItsProblemAndEveryReferenceLeadsSomewhere() {
    JsonNode document = JSON.valueToTree(server.getBean(OpenApiController.class).document());
    TreeSet<String> routes = new TreeSet<>();
    server
        .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
        .getHandlerMethods()
        .keySet()
        .forEach(mapping -> {
          for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
            mapping.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/"))
                .forEach(path -> routes.add(method.name().toLowerCase(Locale.ROOT) + " " + path));
          }
        });
    TreeSet<String> told = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(operation -> {
                  told.add(operation.getKey() + " " + path.getKey());
                  assertThat(operation.getValue().at("/responses/default/content").toString())
                      .contains("application/problem+json", "#/components/schemas/Problem");
                }));

    assertThat(told).isEqualTo(routes).hasSizeGreaterThan(30);
    assertThat(document.findValuesAsString("$ref"))
        .isNotEmpty()
        .allMatch(reference ->
            !document.at(reference.substring(1)).isMissingNode()
                && document.at(reference.substring(1)).has("properties"));
  }
}
