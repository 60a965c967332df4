// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls with Rekey's own role: each one charged to the budget, made once over a connection of its
 * own, and answered by an outcome whatever happens.
 */
final class Calls {

  private final PostgresSettings settings;
  private final Connections connections;
  private final SystemTools tools;
  private final OwnPassword ownPassword;

  Calls(PostgresSettings settings, Connections connections, SystemTools tools) {
    this.settings = settings;
    this.connections = connections;
    this.tools = tools;
    this.ownPassword = new OwnPassword(settings, tools);
  }

  /** What is done over one connection. */
  @FunctionalInterface
  interface Work<T> {
    /** Whatever it throws becomes an outcome. */
    Outcome<T> over(Session session) throws SQLException;
  }

  /**
   * Makes one call.
   *
   * @param what the statement and its target, for messages
   */
  <T> Outcome<T> call(String what, Work<T> work) {
    return ownPassword.use(password -> {
      Optional<Duration> wait = tools.budget().take();
      if (wait.isPresent()) {
        return new Throttled<>(
            wait.get(), what + ": not called, the system's own budget is used up for now");
      }
      return loggedIn("system %s: %s".formatted(settings.system(), what), password, work);
    });
  }

  private <T> Outcome<T> loggedIn(String said, Secret password, Work<T> work) {
    Handover handover = new Handover(password);
    Connection opened;
    try {
      opened = connections.open(settings.role(), handover);
    } catch (SQLException e) {
      return handover.withheld()
          ? new Rejected<>(
              Rejection.FORBIDDEN,
              "%s: PostgreSQL at %s asks for the password in clear, and is not given it (expected:"
                      .formatted(said, connections.address())
                  + " scram-sha-256 in pg_hba.conf for role '%s')".formatted(settings.role()))
          : Failure.of(e)
              .outcome(
                  "%s: logging in at %s as '%s'"
                      .formatted(said, connections.address(), settings.role()),
                  Effect.NONE);
    }
    Session session = new Session(opened);
    Outcome<T> outcome;
    try (Deadline deadline = connections.deadline(opened)) {
      outcome = work.over(session);
    } catch (SQLException e) {
      outcome = Failure.of(e).outcome(said, session.effect());
    }
    try {
      opened.close();
    } catch (SQLException e) {
      // What was answered stands, however the server takes the goodbye.
    }
    return outcome;
  }
}
