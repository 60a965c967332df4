// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.runtime.ledger.InstanceKey;
import dev.rekey.words.Secret;
import dev.rekey.worker.server.Database;
import dev.rekey.worker.server.Duties;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.temporal.Frontend;
import dev.rekey.worker.temporal.Workers;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The whole server, but with nobody behind it: no database and no Temporal. */
@Configuration(proxyBeanMethods = false)
public class Nobody {

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(ServerSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(settings.database().jdbcUrl());
    config.setInitializationFailTimeout(-1);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(250);
    return new HikariDataSource(config);
  }

  @Bean(destroyMethod = "shutdownNow")
  WorkflowServiceStubs connection(ServerSettings settings) {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder().setTarget(settings.temporal().target()).build());
  }

  @Bean
  WorkflowClient workflowClient(WorkflowServiceStubs connection) {
    return WorkflowClient.newInstance(connection);
  }

  @Bean
  Workers workers(WorkflowClient client) {
    return new Workers(client, List.of(), List.of());
  }

  /** For a server in this folder whose every address is one where nobody listens. */
  public static ServerSettings settings(Path home) {
    return settings(home, "token", "scraper", "/codec/unguessable", null);
  }

  /** The same, with what opens its doors. */
  public static ServerSettings settings(
      Path home, String token, String scraper, String codec, @Nullable URI ui) {
    try {
      // Without its key a server would ask the database, which is not there, whether it lost it.
      InstanceKey.at(Files.createDirectories(home.resolve("keys")).resolve("instance.key"));
      int nobody = closedPort();
      return new ServerSettings(
          home,
          Duties.ALL,
          new Database("jdbc:postgresql://127.0.0.1:%d/rekey".formatted(nobody), "", home),
          new Frontend("127.0.0.1:" + nobody, "rekey"),
          ui,
          closedPort(),
          Secret.taking(token.toCharArray()),
          Secret.taking(scraper.toCharArray()),
          codec.substring("/codec/".length()),
          Timing.DEFAULT,
          Duration.ofMinutes(10),
          List.of());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closedSoon = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return closedSoon.getLocalPort();
    }
  }
}
