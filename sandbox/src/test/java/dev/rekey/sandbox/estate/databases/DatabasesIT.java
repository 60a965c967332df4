// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import dev.rekey.sandbox.estate.Watched;
import dev.rekey.sandbox.store.AppStore;
import dev.rekey.sandbox.traffic.Tally;
import dev.rekey.servers.OpenBaoServer;
import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class DatabasesIT {
  /** What PostgreSQL says of a wrong password. */
  private static final String INVALID_PASSWORD = "28P01";

  @TempDir static Path state;
  private static OpenBaoServer bao;
  private static PostgresServer postgres;
  private static AppStore store;
  private static Databases databases;

  @BeforeAll
  static void plant() throws IOException {
    bao = OpenBaoServer.start(state);
    postgres = PostgresServer.start(state);
    store = new AppStore(bao.address(), bao.rootTokenFile());
    databases =
        new Databases(
                "db",
                "bao",
                postgres.jdbcUrl(),
                postgres.user(),
                postgres.passwordFile(),
                store,
                Clock.systemUTC())
            .plant(2, 1, state.resolve("own"));
  }

  @AfterAll
  static void end() {
    databases.close();
    store.close();
    postgres.stop();
    bao.stop();
  }

  @Test
  void aConsumerIsTurnedAwayFromTheCutUntilItsPlaceHoldsTheNewPassword() throws IOException {
    Leaked leaked = databases.leaked().getFirst();
    String role = leaked.row().identity();
    try (Watched watched = new Watched(leaked)) {
      watched.requireBothGetIn();
      databases.execute("ALTER ROLE %s PASSWORD 'another'".formatted(role));
      watched.requireAttackerIsTold(INVALID_PASSWORD);
      watched.requireConsumerFails(INVALID_PASSWORD);
      store.write(
          "secret/databases/" + role,
          Map.of("database", Map.of("role", role, "password", "another")));

      watched.awaitConsumerLetIn();

      watched.requireConsumerWorksOn();
      assertThat(gap(watched).longestGap()).isPositive();
      assertThat(gap(watched).longestGap()).isLessThan(Duration.ofMinutes(1));
      assertThat(gap(watched).requests()).isGreaterThan(gap(watched).failures().size());
    }
  }

  @Test
  void aPairLeaksBothItsPasswordsAndItsConsumerWorksWithEitherRole() throws IOException {
    Leaked idle = databases.leaked().get(2);
    Leaked used = databases.leaked().get(3);
    String pair = used.row().identity();
    List<String> roles = List.of(pair.split("\\+"));
    assertThat(idle.row().identity()).isEqualTo(pair);
    assertThat(idle.row().credential()).startsWith(roles.getLast() + "-");
    assertThat(idle.row().disposition()).isEqualTo("retire");
    assertThat(idle.consumer()).isEmpty();
    assertThat(used.row().credential()).startsWith(roles.getFirst() + "-");
    try (Watched watched = new Watched(used)) {
      watched.requireBothGetIn();
      databases.execute("ALTER ROLE %s PASSWORD 'other'".formatted(roles.getLast()));
      store.write(
          "secret/databases/" + pair,
          Map.of("database", Map.of("role", roles.getLast(), "password", "other")));
      watched.requireConsumerWorksOn();
    }
    assertThat(idle.stolen().tryIt().error()).contains(INVALID_PASSWORD);
  }

  private static Tally gap(Watched watched) {
    return watched.consumers().tallies().getOrDefault(Group.DATABASE.title(), Tally.NONE);
  }

  @Test
  void thePasswordIsNamedByWhatTheServerStoresAndRekeysOwnIsForItsFileOnly() throws IOException {
    Leaked one = databases.leaked().getFirst();
    Leaked other = databases.leaked().get(1);
    assertThat(one.row().credential()).matches("[0-9]+-[0-9a-f]{32}");
    assertThat(one.row().credential()).isNotEqualTo(other.row().credential());
    assertThat(Files.getPosixFilePermissions(state.resolve("own")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    byte[] own = Files.readAllBytes(state.resolve("own"));
    assertThat(
            new DatabaseDoor(postgres.jdbcUrl()).enter(new RoleWord(Databases.REKEY, own)).error())
        .isEmpty();
  }
}
