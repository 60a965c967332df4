// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

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
import java.util.function.UnaryOperator;

/** The right connector with one flaw. */
final class FlawedConnector implements Connector {

  private final OpenBaoConnector right = new OpenBaoConnector();
  private final UnaryOperator<Places> places;
  private final UnaryOperator<Issuer> issuers;

  FlawedConnector(Flaw flaw) {
    this.places = right -> new FlawedPlaces(right, flaw);
    this.issuers = UnaryOperator.identity();
  }

  FlawedConnector(IssuerFlaw flaw) {
    this.places = UnaryOperator.identity();
    this.issuers = right -> new FlawedIssuer(right, flaw);
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
    Places bent = places.apply(client.places());
    return new SystemClient() {
      @Override
      public Outcome<Access> check() {
        return client.check();
      }

      @Override
      public Issuer issuer(Kind kind) {
        return issuers.apply(client.issuer(kind));
      }

      @Override
      public Places places() {
        return bent;
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
