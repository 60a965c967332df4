// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Places;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import java.util.List;

/** Calls nobody. */
final class ManualClient implements SystemClient {

  private final SystemName system;
  private final ManualSettings settings;

  ManualClient(SystemName system, ManualSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  @Override
  public Outcome<Access> check() {
    return new Outcome.Done<>(new Access("people, by hand", List.of()));
  }

  @Override
  public Issuer issuer(Kind kind) {
    KindCapabilities capabilities = settings.kinds().get(kind);
    if (capabilities == null) {
      throw new IllegalArgumentException(
          "system %s: no kind '%s' (expected: one of %s; see its setting 'kinds')"
              .formatted(system, kind, settings.kinds().keySet()));
    }
    return new ManualIssuer(capabilities);
  }

  @Override
  public Places places() {
    return new ManualPlaces();
  }

  @Override
  public void close() {}
}
