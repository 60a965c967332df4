// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.runtime.ledger.KeyFiles;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.worker.server.RekeyServer;
import dev.rekey.worker.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that {@code rekey up} starts, in order; closed in reverse. Leftovers of a run that was
 * killed are adopted, a child that dies is started again, and running campaigns go on where they
 * were.
 */
public final class Embedded implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final Started started;
  private final Keeper<PostgresServer> postgres;
  private final Keeper<TemporalServer> temporal;
  private final ConfigurableApplicationContext server;
  private final ServerSettings settings;

  private Embedded(
      Started started,
      Keeper<PostgresServer> postgres,
      Keeper<TemporalServer> temporal,
      ConfigurableApplicationContext server,
      ServerSettings settings) {
    this.started = started;
    this.postgres = postgres;
    this.temporal = temporal;
    this.server = server;
    this.settings = settings;
  }

  /**
   * Starts what is needed and returns when the API answers. If a part cannot be started, those
   * before it are ended.
   *
   * @param port of the API; 0 for the one of the last run, or any
   * @param progress told what is being done, a line each; later, too, from other threads
   * @param more further configurations, for tests
   */
  public static Embedded start(
      Path home, int port, Timing timing, Consumer<String> progress, Class<?>... more) {
    Started started = new Started();
    try {
      return start(started, home, port, timing, progress, more);
    } catch (RuntimeException refused) {
      started.close();
      throw refused;
    }
  }

  private static Embedded start(
      Started started,
      Path home,
      int port,
      Timing timing,
      Consumer<String> progress,
      Class<?>... more) {
    int apiPort = port != 0 ? port : lastPort(home);
    String codecPath = stored(home.resolve("keys").resolve("codec.path"));
    String token = stored(home.resolve("keys").resolve("api.token"));
    URI api = URI.create("http://%s:%d".formatted(LOOPBACK, apiPort));
    progress.accept("starting PostgreSQL");
    Keeper<PostgresServer> postgres =
        started.add(
            Keeper.of(
                "PostgreSQL",
                () -> PostgresServer.start(home.resolve("postgres")),
                Pauses.DEFAULT,
                progress));
    progress.accept("starting Temporal");
    TemporalOptions options =
        TemporalOptions.withUi().decodingAt(api.resolve("/codec/" + codecPath));
    Keeper<TemporalServer> temporal =
        started.add(
            Keeper.of(
                "Temporal",
                () -> TemporalServer.start(home.resolve("temporal"), options),
                Pauses.DEFAULT,
                progress));
    progress.accept("starting Rekey");
    ServerSettings settings =
        new ServerSettings(
            home,
            postgres.current().jdbcUrl(),
            postgres.current().user(),
            postgres.current().passwordFile(),
            temporal.current().target(),
            "rekey",
            temporal.current().ui().orElse(null),
            apiPort,
            token,
            codecPath,
            timing,
            Duration.ofSeconds(Math.max(1, timing.heartbeat().toSeconds())));
    ConfigurableApplicationContext server = RekeyServer.start(settings, more);
    Started.Part context = server::close;
    started.add(context);
    write(
        home.resolve("api.json"),
        JsonMapper.builder()
            .build()
            .writeValueAsString(java.util.Map.of("url", api.toString(), "token", token)));
    return new Embedded(started, postgres, temporal, server, settings);
  }

  public ServerSettings settings() {
    return settings;
  }

  public ConfigurableApplicationContext server() {
    return server;
  }

  /** The PostgreSQL that runs now; another one after it died and was started again. */
  public PostgresServer postgres() {
    return postgres.current();
  }

  /** The Temporal that runs now; another one after it died and was started again. */
  public TemporalServer temporal() {
    return temporal.current();
  }

  @Override
  public void close() {
    started.close();
  }

  private static int lastPort(Path home) {
    Path file = home.resolve("api.port");
    try {
      if (Files.exists(file)) {
        int last = Integer.parseInt(Files.readString(file).strip());
        try (ServerSocket free = new ServerSocket(last, 1, InetAddress.getByName(LOOPBACK))) {
          return free.getLocalPort();
        } catch (IOException taken) {
          Files.delete(file);
        }
      }
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
        write(file, String.valueOf(any.getLocalPort()));
        return any.getLocalPort();
      }
    } catch (IOException refused) {
      throw new IllegalStateException(
          "no port for the API: %s (expected: a free one on %s)"
              .formatted(refused.getMessage(), LOOPBACK));
    }
  }

  /** A random name that stays the same over runs. */
  private static String stored(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
      }
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new IllegalStateException(
          "%s cannot be read: %s".formatted(file, unreadable.getMessage()));
    }
  }

  private static void write(Path file, String content) {
    try {
      KeyFiles.write(file, content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw new IllegalStateException(
          "%s cannot be written: %s (expected: a home folder of yours)"
              .formatted(file, refused.getMessage()));
    }
  }
}
