// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.runtime.keys.KeyFiles;
import dev.rekey.servers.PostgresServer;
import dev.rekey.servers.ServerFailure;
import dev.rekey.servers.TemporalOptions;
import dev.rekey.servers.TemporalServer;
import dev.rekey.words.Secret;
import dev.rekey.worker.server.Database;
import dev.rekey.worker.server.Duties;
import dev.rekey.worker.server.RekeyServer;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.temporal.Frontend;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that {@code rekey up} starts, in order; closed in reverse. Leftovers of a run that was
 * killed are adopted, a child that dies is started again, and running campaigns go on where they
 * were. Servers of somebody else are used and left running.
 */
public final class Embedded implements AutoCloseable {

  private final Started started;
  private final @Nullable Keeper<PostgresServer> postgres;
  private final @Nullable Keeper<TemporalServer> temporal;
  private final ConfigurableApplicationContext server;
  private final ServerSettings settings;

  private Embedded(
      Started started,
      @Nullable Keeper<PostgresServer> postgres,
      @Nullable Keeper<TemporalServer> temporal,
      ConfigurableApplicationContext server,
      ServerSettings settings) {
    this.started = started;
    this.postgres = postgres;
    this.temporal = temporal;
    this.server = server;
    this.settings = settings;
  }

  /** Starts everything of our own, as {@link #start(Path, UpSettings, Consumer, Class[])} does. */
  public static Embedded start(
      Path home, int port, Timing timing, Consumer<String> progress, Class<?>... more) {
    return start(home, UpSettings.own(port, timing), progress, more);
  }

  /** Starts a process that does everything, with what is needed of our own. */
  public static Embedded start(
      Path home, UpSettings set, Consumer<String> progress, Class<?>... more) {
    return start(home, set, Duties.ALL, progress, more);
  }

  /**
   * Starts what is needed and returns when the API answers. Somebody else's servers are asked
   * first; if a part cannot be started, those before it are ended.
   *
   * @param progress told what is being done, a line each; later, too, from other threads
   * @param duties what of all that Rekey does this process does
   * @param more further configurations, for tests
   * @throws dev.rekey.servers.ServerFailure if a part cannot be started or used
   */
  public static Embedded start(
      Path home, UpSettings set, Duties duties, Consumer<String> progress, Class<?>... more) {
    Started started = new Started();
    try {
      return new Start(started, home, set, duties, progress).run(more);
    } catch (RuntimeException refused) {
      started.close();
      throw refused;
    }
  }

  /** One start, step by step. */
  private record Start(
      Started started, Path home, UpSettings set, Duties duties, Consumer<String> progress) {

    Embedded run(Class<?>... more) {
      int port = new ApiPort(home, duties.api() ? "api" : duties.name()).choose(set.port());
      String codecPath = stored(home.resolve("keys").resolve("codec.path"));
      String token = stored(home.resolve("keys").resolve("api.token"));
      URI api = URI.create("http://%s:%d".formatted(ApiPort.LOOPBACK, port));
      new TheirServers(set, progress).ask();
      Keeper<PostgresServer> postgres = set.postgres() == null ? postgres() : null;
      Keeper<TemporalServer> temporal =
          set.temporal().address() == null ? temporal(api.resolve("/codec/" + codecPath)) : null;
      progress.accept("starting Rekey");
      ServerSettings settings =
          new ServerSettings(
              home,
              duties,
              postgres == null
                  ? requireNonNull(set.postgres()).database()
                  : own(postgres.current()),
              temporal == null
                  ? set.temporal().frontend()
                  : new Frontend(temporal.current().target(), set.temporal().namespace()),
              temporal == null ? set.temporal().ui() : temporal.current().ui().orElse(null),
              port,
              Secret.taking(token.toCharArray()),
              Secret.taking(stored(home.resolve("keys").resolve("metrics.token")).toCharArray()),
              codecPath,
              set.timing(),
              set.reconcileEvery(),
              set.playbooks());
      ConfigurableApplicationContext server = RekeyServer.start(settings, more);
      Started.Part context = server::close;
      started.add(context);
      if (duties.api()) {
        write(
            home.resolve("api.json"),
            JsonMapper.builder()
                .build()
                .writeValueAsString(Map.of("url", api.toString(), "token", token)));
      }
      return new Embedded(started, postgres, temporal, server, settings);
    }

    private Keeper<PostgresServer> postgres() {
      progress.accept("starting PostgreSQL");
      return started.add(
          Keeper.of(
              "PostgreSQL",
              () -> PostgresServer.start(home.resolve("postgres")),
              Pauses.DEFAULT,
              progress));
    }

    private Keeper<TemporalServer> temporal(URI codec) {
      progress.accept("starting Temporal");
      TemporalOptions options = TemporalOptions.withUi().decodingAt(codec);
      return started.add(
          Keeper.of(
              "Temporal",
              () -> TemporalServer.start(home.resolve("temporal"), options),
              Pauses.DEFAULT,
              progress));
    }

    private static Database own(PostgresServer own) {
      return new Database(own.jdbcUrl(), own.user(), own.passwordFile());
    }
  }

  public ServerSettings settings() {
    return settings;
  }

  public ConfigurableApplicationContext server() {
    return server;
  }

  /** Our own PostgreSQL that runs now; another one after it died and was started again. */
  public PostgresServer postgres() {
    return requireNonNull(postgres, "PostgreSQL is somebody else's").current();
  }

  /** Our own Temporal that runs now; another one after it died and was started again. */
  public TemporalServer temporal() {
    return requireNonNull(temporal, "Temporal is somebody else's").current();
  }

  @Override
  public void close() {
    started.close();
  }

  /** A random name that stays the same over runs. */
  private static String stored(Path file) {
    try {
      if (Files.notExists(file)) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        KeyFiles.writeNew(
            file,
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(random)
                .getBytes(StandardCharsets.US_ASCII));
      }
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw failure("reading", file, unreadable);
    }
  }

  static void write(Path file, String content) {
    try {
      KeyFiles.write(file, content.getBytes(StandardCharsets.UTF_8));
    } catch (IOException refused) {
      throw failure("writing", file, refused);
    }
  }

  private static ServerFailure failure(String doing, Path file, IOException refused) {
    return new ServerFailure(
        doing + " " + file,
        String.valueOf(refused.getMessage()),
        "check that this user may read and write there, or give another --home",
        refused);
  }
}
