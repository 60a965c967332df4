// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A connector with something bent in it, so that the contract can be seen to find it. A client
 * hands out the same bent issuer and places each time: they may remember.
 */
public record BentConnector(
    Connector right,
    UnaryOperator<SystemTools> tools,
    UnaryOperator<Issuer> issuers,
    UnaryOperator<Places> places)
    implements Connector {

  /** One whose issuers are bent. */
  public static BentConnector issuing(Connector right, UnaryOperator<Issuer> issuers) {
    return new BentConnector(right, UnaryOperator.identity(), issuers, UnaryOperator.identity());
  }

  /** One whose places are bent. */
  public static BentConnector placing(Connector right, UnaryOperator<Places> places) {
    return new BentConnector(right, UnaryOperator.identity(), UnaryOperator.identity(), places);
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
  public Map<Kind, KindCapabilities> kinds(SystemSettings settings) {
    return right.kinds(settings);
  }

  @Override
  public boolean holdsPlaces() {
    return right.holdsPlaces();
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools given) {
    SystemClient client = right.open(settings, tools.apply(given));
    return new Bent(client, holdsPlaces() ? places.apply(client.places()) : null);
  }

  private final class Bent implements SystemClient {

    private final SystemClient client;
    private final @Nullable Places bent;
    private final Map<Kind, Issuer> byKind = new ConcurrentHashMap<>();

    Bent(SystemClient client, @Nullable Places bent) {
      this.client = client;
      this.bent = bent;
    }

    @Override
    public Outcome<Access> check() {
      return client.check();
    }

    @Override
    public Issuer issuer(Kind kind) {
      return byKind.computeIfAbsent(kind, wanted -> issuers.apply(client.issuer(wanted)));
    }

    @Override
    public Places places() {
      return bent == null ? client.places() : bent;
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
