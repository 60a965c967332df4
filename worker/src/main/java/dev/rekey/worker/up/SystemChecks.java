// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.spi.Access;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import dev.rekey.worker.cli.Finding;
import dev.rekey.worker.server.Database;
import dev.rekey.worker.systems.ConnectedSystems;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;

/**
 * The systems that the database knows, asked from this machine.
 *
 * @param wanted which of them; empty for all
 */
record SystemChecks(Database database, List<SystemName> wanted) {

  /** The names of those that are asked. */
  List<SystemName> names() {
    try (ConnectedSystems systems = database.systems()) {
      return wanted.isEmpty() ? systems.names() : wanted;
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    try (ConnectedSystems systems = database.systems()) {
      names().forEach(name -> findings.add(finding(systems, name)));
    }
    return findings;
  }

  private static Finding finding(ConnectedSystems systems, SystemName name) {
    String part = "system " + name;
    try {
      return switch (systems.client(name).check()) {
        case Outcome.Done<Access>(Access access) when access.missing().isEmpty() ->
            Finding.ok(part, "reachable, rights present, Rekey is " + access.identity());
        case Outcome.Done<Access>(Access access) ->
            Finding.wrong(
                part,
                "rights are missing: " + String.join(", ", access.missing()),
                "grant them to " + access.identity());
        case Outcome.Rejected<Access>(var _, String message) -> wrong(part, message);
        case Outcome.Throttled<Access>(var _, String message) -> wrong(part, message);
        case Outcome.Unknown<Access>(String message) -> wrong(part, message);
      };
    } catch (DataAccessException away) {
      throw away;
    } catch (RuntimeException refused) {
      return wrong(part, String.valueOf(refused.getMessage()).replaceAll("\\s+", " "));
    }
  }

  private static Finding wrong(String part, String message) {
    return Finding.wrong(
        part,
        message,
        "correct that, or ask where its worker runs: rekey doctor --serves "
            + part.substring(part.indexOf(' ') + 1));
  }
}
