// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.spi.Access;
import dev.rekey.spi.Budget;
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
import dev.rekey.words.Secret;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The right connector with one flaw. */
final class FlawedConnector implements Connector {

  private final AwsConnector right = new AwsConnector();
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
    SystemClient client = right.open(settings, new FlawedTools(tools, flaw));
    Issuer issuer = new FlawedIssuer(client.issuer(AwsConnector.ACCESS_KEY), flaw);
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

  private static final class FlawedTools implements SystemTools {

    private final SystemTools right;
    private final Flaw flaw;
    private @Nullable Secret kept;

    FlawedTools(SystemTools right, Flaw flaw) {
      this.right = right;
      this.flaw = flaw;
    }

    @Override
    public Clock clock() {
      return right.clock();
    }

    @Override
    public synchronized Secret secret(String reference) {
      if (flaw != Flaw.KEEPS_ITS_OWN_CREDENTIAL) {
        return right.secret(reference);
      }
      Secret once = kept;
      if (once == null) {
        once = right.secret(reference);
        kept = once;
      }
      return once.copy();
    }

    @Override
    public Budget budget() {
      return flaw == Flaw.IGNORES_THE_BUDGET ? Optional::empty : right.budget();
    }
  }
}
