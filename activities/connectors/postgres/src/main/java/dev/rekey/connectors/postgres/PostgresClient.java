// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;

/** An open client for one server; keeps no connection. */
final class PostgresClient implements SystemClient {

  private final PostgresSettings settings;
  private final RightsCheck rights;
  private final RolePasswords rolePasswords;

  PostgresClient(PostgresSettings settings, KindCapabilities capabilities, SystemTools tools) {
    this.settings = settings;
    Connections connections = new Connections(settings);
    Calls calls = new Calls(settings, connections, tools);
    this.rights = new RightsCheck(settings, calls);
    this.rolePasswords =
        new RolePasswords(capabilities, settings, calls, new PasswordProbe(connections, tools));
  }

  @Override
  public Outcome<Access> check() {
    return rights.check();
  }

  @Override
  public Issuer issuer(Kind kind) {
    if (!kind.equals(PostgresConnector.ROLE_PASSWORD)) {
      throw new IllegalArgumentException(
          "system %s: kind '%s' (expected: %s)"
              .formatted(settings.system(), kind, PostgresConnector.ROLE_PASSWORD));
    }
    return rolePasswords;
  }

  @Override
  public Places places() {
    throw new IllegalArgumentException(
        "system %s: connector postgres holds no places".formatted(settings.system()));
  }

  @Override
  public void close() {}
}
