// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.systems.Budgets;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.systems.Connectors;
import dev.rekey.worker.systems.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The PostgreSQL that a server keeps everything in, and what is said when it cannot be used. */
public record Database(String jdbcUrl, String user, Path passwordFile) {

  private static final int CONNECTIONS = 20;

  /** Kept open while nobody asks: each is a handshake that takes both sides their time. */
  private static final int IDLE = 2;

  /** Seconds; a network that swallows packets must not keep anybody waiting for minutes. */
  private static final String TO_CONNECT = "5";

  /** Seconds; longer than any attempt of an activity, so that it ends first. */
  private static final String TO_ANSWER = "300";

  /**
   * Asks whether it can be used: it answers, lets this user in, and lets it make tables.
   *
   * @throws ServerFailure if not
   */
  public void check() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password());
    properties.setProperty("connectTimeout", TO_CONNECT);
    properties.setProperty("socketTimeout", TO_CONNECT);
    try (Connection connection = DriverManager.getConnection(jdbcUrl, properties);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select has_schema_privilege(current_schema(), 'create')")) {
      if (!row.next() || !row.getBoolean(1)) {
        throw new ServerFailure(
            tried(),
            "user %s may not make tables there".formatted(user),
            "let it: psql --command 'grant create on schema public to \"%s\"' %s"
                .formatted(user, plainUrl()));
      }
    } catch (SQLException refused) {
      throw failure(refused);
    }
  }

  /**
   * Looks without changing anything.
   *
   * @throws ServerFailure if it cannot be used
   */
  public DatabaseState look() {
    check();
    DataSource source = unpooled();
    MigrationInfoService tables = flyway(source).info();
    MigrationInfo current = tables.current();
    JdbcClient jdbc = JdbcClient.create(source);
    try {
      Instant asked = Instant.now();
      Instant there =
          jdbc.sql("select clock_timestamp()").query(Timestamp.class).single().toInstant();
      Duration half = Duration.between(asked, Instant.now()).dividedBy(2);
      boolean used =
          current != null
              && jdbc.sql("select exists (select 1 from ledger)").query(Boolean.class).single();
      return new DatabaseState(
          current == null ? "" : String.valueOf(current.getVersion()),
          tables.pending().length,
          current != null && current.getState().name().startsWith("FUTURE"),
          used,
          Duration.between(asked.plus(half), there));
    } catch (DataAccessException refused) {
      throw failure(refused);
    }
  }

  /** The systems that stand in it, with a connection for each question: for who asks few. */
  public ConnectedSystems systems() {
    DataSource source = unpooled();
    return new ConnectedSystems(
        JdbcClient.create(source), Connectors.found(), new Budgets(source), Clock.systemUTC());
  }

  private DataSource unpooled() {
    return new DriverManagerDataSource(jdbcUrl, user, password());
  }

  private static Flyway flyway(DataSource source) {
    return Flyway.configure().dataSource(source).locations("classpath:dev/rekey/runtime/db").load();
  }

  /** Opens a pool of connections and brings the tables up to date. */
  HikariDataSource open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(IDLE);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(30_000);
    config.addDataSourceProperty("connectTimeout", TO_CONNECT);
    config.addDataSourceProperty("socketTimeout", TO_ANSWER);
    config.addDataSourceProperty("tcpKeepAlive", "true");
    try {
      HikariDataSource pool = new HikariDataSource(config);
      try {
        flyway(pool).migrate();
        return pool;
      } catch (FlywayException refused) {
        pool.close();
        throw failure(refused);
      }
    } catch (PoolInitializationException refused) {
      throw failure(refused);
    }
  }

  private ServerFailure failure(Exception thrown) {
    SQLException said = null;
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      said = at instanceof SQLException sql ? sql : said;
    }
    String answered =
        String.valueOf((said == null ? thrown : said).getMessage()).replaceAll("\\s+", " ");
    String state = said == null || said.getSQLState() == null ? "" : said.getSQLState();
    if (state.startsWith("08") || state.startsWith("57P")) {
      return ServerFailure.unreachable(
          tried(),
          answered,
          "see whether it answers: pg_isready --dbname %s; or correct postgres.url in rekey.yaml"
              .formatted(plainUrl()),
          thrown);
    }
    return new ServerFailure(tried(), answered, next(state), thrown);
  }

  private String next(String state) {
    return switch (state) {
      case "28P01" ->
          "put the password of %s into %s, or correct postgres.user in rekey.yaml"
              .formatted(user, passwordFile);
      case "28000" ->
          "let %s in from this machine (pg_hba.conf), or correct postgres.user in rekey.yaml"
              .formatted(user);
      case "3D000" ->
          "make it: createdb --owner %s NAME, or correct postgres.url in rekey.yaml"
              .formatted(user);
      default -> "see what the log of that PostgreSQL says";
    };
  }

  private String tried() {
    return "using PostgreSQL at %s as %s".formatted(plainUrl(), user);
  }

  /** As PostgreSQL's own programs take it. */
  private String plainUrl() {
    return jdbcUrl.replaceFirst("^jdbc:", "");
  }

  private String password() {
    try (var secret = SecretFiles.read(passwordFile)) {
      return secret.open(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
