// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.worker.rig.Nobody;
import dev.rekey.worker.server.RekeyServer;
import java.nio.file.Path;
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
  static void start(@TempDir Path home) {
    server = RekeyServer.start(Nobody.settings(home), Nobody.class);
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
