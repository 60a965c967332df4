// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.api.ApiConfiguration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

/** Starts the server in this process. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  Wiring.class,
  SystemsWiring.class,
  BrakesWiring.class,
  TasksWiring.class,
  AnswersWiring.class,
  ScopeWiring.class,
  Metering.class,
  Jobs.class,
  ApiConfiguration.class
})
public class RekeyServer {

  /** Logging is one for the process: two that set it up at once break each other's start. */
  private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

  /**
   * Starts it and returns when it answers.
   *
   * @param more further configurations, for tests that replace a part
   * @throws ServerFailure if it cannot be started
   */
  public static ConfigurableApplicationContext start(ServerSettings settings, Class<?>... more) {
    try {
      SpringApplicationBuilder application = application(settings, more);
      ONE_AT_A_TIME.lock();
      try {
        return application.run();
      } finally {
        ONE_AT_A_TIME.unlock();
      }
    } catch (RuntimeException refused) {
      throw failure(settings, refused);
    }
  }

  /** What a person is told; the rest is in the log. */
  private static RuntimeException failure(ServerSettings settings, RuntimeException refused) {
    Throwable root = refused;
    for (Throwable at = refused; at != null; at = at.getCause()) {
      root = at;
      if (at instanceof ServerFailure failure) {
        return failure;
      }
      if (at instanceof PortInUseException) {
        return new ServerFailure(
            "listening at 127.0.0.1:" + settings.port(),
            "another program has that port",
            "let Rekey choose: --port 0",
            refused);
      }
    }
    return new ServerFailure(
        "starting Rekey",
        sentence(root),
        "correct that; if it is a fault of Rekey, report the end of %s".formatted(settings.log()),
        refused);
  }

  /** An exception that says nothing is told by its name and by where it comes from. */
  private static String sentence(Throwable root) {
    if (root.getMessage() != null) {
      return root.getMessage().replaceAll("\\s+", " ");
    }
    StackTraceElement[] trace = root.getStackTrace();
    return trace.length == 0
        ? root.getClass().getName()
        : root.getClass().getName() + " at " + trace[0];
  }

  private static Class<?> sources(ServerSettings settings, boolean keyless) {
    if (keyless) {
      return KeylessServer.class;
    }
    return settings.duties().api() ? RekeyServer.class : RekeyWorker.class;
  }

  private static SpringApplicationBuilder application(ServerSettings settings, Class<?>... more) {
    boolean keyless = LostKey.in(settings);
    if (keyless && !settings.duties().api()) {
      throw new ServerFailure(
          "starting Rekey", LostKey.sentence(settings.keys()), LostKey.NEXT, null);
    }
    return new SpringApplicationBuilder(sources(settings, keyless))
        // Without the key there is nothing of which a part could be replaced.
        .sources(keyless ? new Class<?>[0] : more)
        .web(WebApplicationType.SERVLET)
        // Whoever started it ends it, before what it needs and in order.
        .registerShutdownHook(false)
        .bannerMode(org.springframework.boot.Banner.Mode.OFF)
        .properties(
            Map.ofEntries(
                Map.entry("logging.file.name", settings.log().toString()),
                // The terminal is for people: a database that is away fills it with stack traces.
                Map.entry("logging.threshold.console", "OFF"),
                // At TRACE it writes down requests as they come, the API's token included.
                Map.entry("logging.level.org.apache.coyote", "INFO"),
                Map.entry("server.address", "127.0.0.1"),
                Map.entry("server.port", settings.port()),
                Map.entry("server.shutdown", "immediate"),
                Map.entry("spring.main.allow-bean-definition-overriding", "true"),
                Map.entry("spring.mvc.problemdetails.enabled", "true"),
                Map.entry("spring.flyway.enabled", "false"),
                Map.entry("management.endpoints.access.default", "none"),
                Map.entry("management.endpoint.health.access", "read-only"),
                Map.entry("management.endpoint.prometheus.access", "read-only"),
                Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
                Map.entry("management.endpoint.health.probes.enabled", "true"),
                // Lives: worth no restart while stores are away. Ready: can work now.
                Map.entry("management.endpoint.health.group.liveness.include", "livenessState"),
                Map.entry(
                    "management.endpoint.health.group.readiness.include",
                    keyless ? "readinessState,db" : "readinessState,db,temporal")))
        .initializers(context ->
            ((GenericApplicationContext) context)
                .registerBean(ServerSettings.class, () -> settings));
  }
}
