// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Access;
import dev.rekey.spi.Connector;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import java.util.List;
import java.util.Map;

/** The right connector with an issuer that has one flaw. */
final class FlawedConnector implements Connector {

  private final PostgresConnector right = new PostgresConnector();
  private final Flaw flaw;

  FlawedConnector(Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public String name() {
    return right.name();
  }

  @Override
  public List<Setting> settings() {
    return right.settings();
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return right.kinds();
  }

  @Override
  public boolean holdsPlaces() {
    return right.holdsPlaces();
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    SystemClient client = right.open(settings, tools);
    Issuer issuer = new FlawedIssuer(client.issuer(PostgresConnector.ROLE_PASSWORD), flaw);
    return new SystemClient() {
      @Override
      public Outcome<Access> check() {
        return client.check();
      }

      @Override
      public Issuer issuer(Kind kind) {
        return issuer;
      }

      @Override
      public Places places() {
        return client.places();
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
