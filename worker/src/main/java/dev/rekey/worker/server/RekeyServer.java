// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.worker.api.ApiConfiguration;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the server in this process. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Wiring.class, SystemsWiring.class, BrakesWiring.class, Jobs.class, ApiConfiguration.class})
public class RekeyServer {

  /**
   * Starts it and returns when it answers.
   *
   * @param more further configurations, for tests that replace a part
   */
  public static ConfigurableApplicationContext start(ServerSettings settings, Class<?>... more) {
    return new SpringApplicationBuilder(RekeyServer.class)
        .sources(more)
        .web(WebApplicationType.SERVLET)
        // Whoever started it ends it, before what it needs and in order.
        .registerShutdownHook(false)
        .bannerMode(org.springframework.boot.Banner.Mode.OFF)
        .properties(
            Map.ofEntries(
                Map.entry("logging.file.name", settings.home().resolve("rekey.log").toString()),
                // The terminal is for people: a database that is away fills it with stack traces.
                Map.entry("logging.threshold.console", "OFF"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.port", settings.port()),
                Map.entry("server.shutdown", "immediate"),
                Map.entry("spring.threads.virtual.enabled", "true"),
                Map.entry("spring.main.allow-bean-definition-overriding", "true"),
                Map.entry("spring.mvc.problemdetails.enabled", "true"),
                Map.entry("spring.flyway.enabled", "false"),
                Map.entry("management.endpoints.access.default", "none"),
                Map.entry("management.endpoint.health.access", "read-only"),
                Map.entry("management.endpoint.prometheus.access", "read-only"),
                Map.entry("management.endpoints.web.exposure.include", "health,prometheus")))
        .initializers(context ->
            ((GenericApplicationContext) context)
                .registerBean(ServerSettings.class, () -> settings))
        .run();
  }
}
