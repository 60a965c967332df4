// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import static java.util.Objects.requireNonNull;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.TreeSet;

/** An open client for one server; keeps no connection. */
final class PostgresClient implements SystemClient {

  private final PostgresSettings settings;
  private final RightsCheck rights;
  private final Map<Kind, Issuer> issuers;

  PostgresClient(PostgresSettings settings, Map<Kind, KindCapabilities> kinds, SystemTools tools) {
    this.settings = settings;
    Connections connections = new Connections(settings);
    Calls calls = new Calls(settings, connections, tools);
    this.rights = new RightsCheck(settings, calls);
    PasswordProbe probe = new PasswordProbe(connections, tools);
    RolePasswords single =
        new RolePasswords(of(PostgresConnector.ROLE_PASSWORD, kinds), settings, calls, probe);
    this.issuers =
        Map.of(
            PostgresConnector.ROLE_PASSWORD,
            single,
            PostgresConnector.DUAL_PASSWORD,
            new DualPasswords(of(PostgresConnector.DUAL_PASSWORD, kinds), calls, probe, single));
  }

  private static KindCapabilities of(Kind kind, Map<Kind, KindCapabilities> kinds) {
    return requireNonNull(kinds.get(kind), () -> kind + " is not declared");
  }

  @Override
  public Outcome<Access> check() {
    return rights.check();
  }

  @Override
  public Issuer issuer(Kind kind) {
    Issuer issuer = issuers.get(kind);
    if (issuer == null) {
      throw new IllegalArgumentException(
          "system %s: kind '%s' (expected: %s)"
              .formatted(settings.system(), kind, new TreeSet<>(issuers.keySet())));
    }
    return issuer;
  }

  @Override
  public Places places() {
    throw new IllegalArgumentException(
        "system %s: connector postgres holds no places".formatted(settings.system()));
  }

  @Override
  public void close() {}
}
