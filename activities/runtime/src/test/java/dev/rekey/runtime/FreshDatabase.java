// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/** A database with Rekey's tables and nothing in them, on the one PostgreSQL of this test run. */
public final class FreshDatabase implements AutoCloseable {

  private final HikariDataSource dataSource;

  private FreshDatabase(HikariDataSource dataSource) {
    this.dataSource = dataSource;
  }

  public static FreshDatabase create() {
    return new FreshDatabase(OnePostgres.RUNNING.copyOfMigrated());
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(dataSource);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
  }

  @Override
  public void close() {
    dataSource.close();
  }

  /** Started with the first database, ended with the JVM. */
  private static final class OnePostgres {

    private static final String MIGRATED = "migrated";
    private static final OnePostgres RUNNING = start();

    private final PostgresServer server;
    private int copies;

    private OnePostgres(PostgresServer server) {
      this.server = server;
    }

    private static OnePostgres start() {
      try {
        Path folder = Files.createTempDirectory("rekey-ledger");
        PostgresServer server = PostgresServer.start(folder);
        Runtime.getRuntime()
            .addShutdownHook(
                Thread.ofPlatform()
                    .unstarted(() -> {
                      server.close();
                      FileSystemUtils.deleteRecursively(folder.toFile());
                    }));
        OnePostgres one = new OnePostgres(server);
        one.create(MIGRATED + " template template0");
        Flyway.configure()
            .dataSource(one.url(MIGRATED), server.user(), one.password())
            .locations("classpath:dev/rekey/runtime/db")
            .load()
            .migrate();
        return one;
      } catch (IOException refused) {
        throw new UncheckedIOException(refused);
      }
    }

    synchronized HikariDataSource copyOfMigrated() {
      copies++;
      create("copy_%d template %s".formatted(copies, MIGRATED));
      return open("copy_" + copies);
    }

    private void create(String database) {
      JdbcClient.create(new DriverManagerDataSource(server.jdbcUrl(), server.user(), password()))
          .sql("create database " + database)
          .update();
    }

    private HikariDataSource open(String database) {
      HikariDataSource source = new HikariDataSource();
      source.setJdbcUrl(url(database));
      source.setUsername(server.user());
      source.setPassword(password());
      return source;
    }

    private String url(String database) {
      return server.jdbcUrl().replaceFirst("/[^/]+$", "/" + database);
    }

    private String password() {
      try {
        return Files.readString(server.passwordFile()).strip();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
