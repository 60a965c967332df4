// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Tries a password by logging in with it, once.
 *
 * <p>Refused is exactly SQLSTATE {@code 28P01} as the server's own answer. {@code 3D000} comes
 * after the log-in, so it is a success whose database is missing; {@code 28000} (no line in {@code
 * pg_hba.conf}, or {@code NOLOGIN}) says nothing about the password. Where the server lets us in
 * without asking for a password ({@code trust}, {@code peer}, a certificate), a value was not
 * tried, and nonsense is alive.
 */
final class PasswordProbe {

  private static final String REFUSED = "28P01";
  private static final String DATABASE_MISSING = "3D000";

  private final Connections connections;
  private final SystemTools tools;
  private final SecureRandom random = new SecureRandom();

  PasswordProbe(Connections connections, SystemTools tools) {
    this.connections = connections;
    this.tools = tools;
  }

  Verdict probe(CredentialValue value) {
    if (!RolePassword.isWhole(value)) {
      return new Undecided(
          "not tried: this is not the password of a role (expected: parts role and password)",
          Failure.PAUSE);
    }
    String role = RolePassword.role(value);
    return nameable(role)
        ? tried(role, value.part(RolePassword.PASSWORD), false)
        : new Undecided("not tried: this is not the name of a role", Failure.PAUSE);
  }

  /** A password that never existed, for this role: lines of {@code pg_hba.conf} name roles. */
  Verdict probeNonsense(IdentityName role) {
    try (CredentialValue nonsense = RolePassword.choose(role, random)) {
      return tried(role.value(), nonsense.part(RolePassword.PASSWORD), true);
    }
  }

  private static boolean nameable(String role) {
    try {
      return !new IdentityName(role).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Verdict tried(String role, Secret password, boolean nonsense) {
    Optional<Duration> wait = tools.budget().take();
    if (wait.isPresent()) {
      return new Undecided("not tried: the system's own budget is used up", wait.get());
    }
    Handover handover = new Handover(password);
    try (Connection connection = connections.open(role, handover);
        Deadline deadline = connections.deadline(connection)) {
      IdentityName named = named(connection);
      return handover.asked() || nonsense ? new Alive(named) : notAsked();
    } catch (SQLException e) {
      return verdict(role, handover, nonsense, Failure.of(e));
    }
  }

  private static IdentityName named(Connection connection) throws SQLException {
    try (Statement asked = connection.createStatement();
        ResultSet row = asked.executeQuery("SELECT session_user::text")) {
      row.next();
      return new IdentityName(row.getString(1));
    } catch (IllegalArgumentException e) {
      throw new SQLException("an answer without a name", e);
    }
  }

  private static Verdict verdict(
      String role, Handover handover, boolean nonsense, Failure failure) {
    if (handover.withheld()) {
      return new Undecided(
          "the server asks for the password in clear, and is not given it (expected: scram-sha-256"
              + " in pg_hba.conf)",
          Failure.PAUSE);
    }
    return switch (failure) {
      case Failure.Answered(String state) when state.equals(REFUSED) && handover.asked() ->
          new Refused(state);
      case Failure.Answered(String state) when state.equals(DATABASE_MISSING) ->
          handover.asked() || nonsense ? new Alive(new IdentityName(role)) : notAsked();
      case Failure.Answered(String state) ->
          new Undecided("PostgreSQL answered " + state, Failure.PAUSE);
      case Failure.Lost(String why) -> new Undecided(why, Failure.PAUSE);
    };
  }

  private static Undecided notAsked() {
    return new Undecided(
        "the server lets this role in without asking for its password, so any password would do;"
            + " look for 'trust' in pg_hba.conf",
        Failure.PAUSE);
  }
}
