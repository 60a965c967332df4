// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What only PostgreSQL does. */
@Timeout(120)
class PostgresRolesIT {

  private final RunningPostgres postgres = RunningPostgres.get();
  private final PostgresBench bench = new PostgresBench();
  private final SystemClient client = bench.connector().open(bench.settings(), bench.tools());
  private final Issuer issuer = client.issuer(PostgresConnector.ROLE_PASSWORD);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void sessionsOfTheReplacedPasswordEndAndThoseOfTheNewOneGoOn() throws Exception {
    IdentityName role = bench.identity();
    postgres.execute("ALTER ROLE %s PASSWORD 'old-word'".formatted(quoted(role)));
    CredentialId old = bench.existing(role).iterator().next();
    try (Connection before = postgres.session(role.value(), "old-word");
        CredentialValue value = issuer.choose(role)) {
      done(issuer.install(role, value, old, "label"));
      assertThat(before.isValid(10)).isTrue();
      awaitServerTimeAfterTheChange();
      try (Connection after = postgres.session(role.value(), word(value))) {
        assertThat(done(issuer.revoke(role, old))).isEqualTo(Changed.ALREADY);

        assertThat(before.isValid(10)).isFalse();
        assertThat(after.isValid(10)).isTrue();
      }
    }
  }

  /** By the server's clock: what was opened within a time-out of the change is not spared. */
  private void awaitServerTimeAfterTheChange() {
    long started = System.nanoTime();
    List<String> first = postgres.column("SELECT clock_timestamp() + interval '4 seconds'");
    while (postgres
        .column("SELECT clock_timestamp() > '%s'".formatted(first.getFirst()))
        .equals(List.of("f"))) {
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMinutes(1));
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  @Test
  void revokingTheStandingPasswordTakesItAndEndsEverySession() throws Exception {
    IdentityName role = bench.identity();
    postgres.execute("ALTER ROLE %s PASSWORD 'leaked-word'".formatted(quoted(role)));
    CredentialId id = bench.existing(role).iterator().next();
    try (Connection session = postgres.session(role.value(), "leaked-word")) {
      assertThat(done(issuer.revoke(role, id))).isEqualTo(Changed.NOW);

      assertThat(session.isValid(10)).isFalse();
      assertThat(bench.existing(role)).isEmpty();
      assertThat(issuer.probe(PostgresBench.value(role.value(), "leaked-word")))
          .isEqualTo(new Refused("28P01"));
    }
  }

  @Test
  void noPasswordIsInTheLogNorInTheStatisticsNorInWhatIsStored() throws Exception {
    IdentityName role = bench.identity();
    CredentialId old = bench.issuedByHand(role).id();
    try (CredentialValue value = issuer.choose(role)) {
      done(issuer.install(role, value, old, "label"));
      assertThat(issuer.probe(value)).isEqualTo(new Alive(role));

      String log = Files.readString(postgres.log(), StandardCharsets.ISO_8859_1);
      String statements =
          String.join("\n", postgres.column("SELECT query FROM pg_stat_statements"));
      String activity = String.join("\n", postgres.column("SELECT query FROM pg_stat_activity"));
      String stored = String.join("\n", postgres.column("SELECT rolpassword FROM pg_authid"));
      assertThat(log).contains("ALTER ROLE " + quoted(role) + " PASSWORD 'SCRAM-SHA-256$");
      assertThat(statements).contains("ALTER ROLE");
      for (String seen : List.of(log, statements, activity, stored)) {
        assertThat(seen.contains(word(value))).isFalse();
      }
    }
  }

  @Test
  void aChangeBetweenOurLookAndOurChangeIsAConflictAndStands() {
    IdentityName role = bench.identity();
    CredentialId old = bench.issuedByHand(role).id();
    bench
        .proxy()
        .beforeNextLock(
            () -> postgres.execute("ALTER ROLE %s PASSWORD 'by-another'".formatted(quoted(role))));
    try (CredentialValue value = issuer.choose(role)) {
      assertThat(issuer.install(role, value, old, "label"))
          .isInstanceOfSatisfying(
              Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(Rejection.CONFLICT));
    }
    assertThat(issuer.probe(PostgresBench.value(role.value(), "by-another")))
        .isEqualTo(new Alive(role));
  }

  /** As when an attempt that was given up as silent is still at work. */
  @Test
  void theSamePasswordThatATwinSetsBetweenOurLookAndOurChangeIsOurs() {
    IdentityName role = bench.identity();
    assertThatTwinsAgree(issuer, role, bench.issuedByHand(role).id());
    IdentityName pair = new IdentityName(bench.identity() + "+" + bench.identity());
    String first = pair.value().split("\\+", 2)[0];
    CredentialId leaked =
        new CredentialId(first + "-" + bench.issuedByHand(new IdentityName(first)).id());
    assertThatTwinsAgree(client.issuer(PostgresConnector.DUAL_PASSWORD), pair, leaked);
  }

  private void assertThatTwinsAgree(Issuer each, IdentityName identity, CredentialId replaced) {
    try (CredentialValue value = each.choose(identity, replaced)) {
      List<CredentialId> twin = new CopyOnWriteArrayList<>();
      bench
          .proxy()
          .beforeNextLock(() -> twin.add(done(each.install(identity, value, replaced, "label"))));
      assertThat(twin).containsExactly(done(each.install(identity, value, replaced, "label")));
      assertThat(each.probe(value)).isInstanceOf(Alive.class);
    }
  }

  @Test
  void whereAnyPasswordWouldDoNothingIsRefusedAndNonsenseIsAlive() {
    IdentityName trusted = new IdentityName("trusted");
    postgres.execute("DROP ROLE IF EXISTS trusted", "CREATE ROLE trusted LOGIN PASSWORD 'word'");

    for (String word : List.of("word", "another")) {
      assertThat(issuer.probe(PostgresBench.value("trusted", word)))
          .isInstanceOfSatisfying(
              Undecided.class, undecided -> assertThat(undecided.why()).contains("trust"));
    }
    assertThat(issuer.probeNonsense(trusted)).isEqualTo(new Alive(trusted));
  }

  @Test
  void aPasswordIsNotGivenInClear() {
    postgres.execute("DROP ROLE IF EXISTS in_clear", "CREATE ROLE in_clear LOGIN PASSWORD 'word'");

    assertUndecided(issuer.probe(PostgresBench.value("in_clear", "word")), "in clear");
  }

  @Test
  void aRoleThatMayNotLogInSaysNothingAboutItsPassword() {
    IdentityName role = bench.identity();
    postgres.execute("ALTER ROLE %s NOLOGIN PASSWORD 'word'".formatted(quoted(role)));

    assertUndecided(issuer.probe(PostgresBench.value(role.value(), "word")), "28000");
    assertThat(done(issuer.list(role)).credentials())
        .singleElement()
        .satisfies(listed -> assertThat(listed.enabled()).isFalse());
  }

  private static String quoted(IdentityName role) {
    return RunningPostgres.quoted(role.value());
  }

  private static String word(CredentialValue value) {
    return value.part("password").open(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private static void assertUndecided(Verdict verdict, String because) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Undecided.class, undecided -> assertThat(undecided.why()).contains(because));
  }

  private static <T> T done(Outcome<T> outcome) {
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }
}
