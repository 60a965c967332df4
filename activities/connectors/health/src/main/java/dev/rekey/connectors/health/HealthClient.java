// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import dev.rekey.connectors.health.Authorities.NotUsable;
import dev.rekey.spi.Access;
import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.util.List;

/** An open client; keeps no connection. */
final class HealthClient implements SystemClient {

  private final HealthSettings settings;
  private final HttpHealth health;

  HealthClient(HealthSettings settings, SystemTools tools) {
    this.settings = settings;
    this.health = new HttpHealth(settings, tools);
  }

  /**
   * There is nobody to ask but the consumers themselves; what lies on this machine is looked at.
   */
  @Override
  public Outcome<Access> check() {
    try {
      if (settings.authorities().isPresent()) {
        settings.authorities().get().certificates();
      }
    } catch (NotUsable notUsable) {
      return new Outcome.Rejected<>(Rejection.INVALID, settings.says(notUsable));
    }
    return new Outcome.Done<>(new Access("anybody, without a credential", List.of()));
  }

  @Override
  public HealthChecks health() {
    return health;
  }

  @Override
  public Issuer issuer(Kind kind) {
    throw new IllegalArgumentException(
        "system %s: kind '%s' (expected: none, it only asks consumers)"
            .formatted(settings.system(), kind));
  }

  @Override
  public Places places() {
    throw new IllegalArgumentException("system %s: holds no places".formatted(settings.system()));
  }

  @Override
  public void close() {
    health.close();
  }
}
