// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.health;

import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.List;
import java.util.Map;

/** Consumers with a health URL; one system for each network that they are reached from. */
public final class HealthConnector implements Connector {

  /** Called by {@link java.util.ServiceLoader}. */
  public HealthConnector() {}

  @Override
  public String name() {
    return "health";
  }

  @Override
  public List<Setting> settings() {
    return HealthSettings.SETTINGS;
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return Map.of();
  }

  @Override
  public boolean holdsPlaces() {
    return false;
  }

  @Override
  public List<String> asks(SystemSettings settings) {
    return HealthSettings.of(settings).hosts();
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    return new HealthClient(HealthSettings.of(settings), tools);
  }
}
