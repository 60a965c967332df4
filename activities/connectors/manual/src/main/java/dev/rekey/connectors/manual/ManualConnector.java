// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.List;
import java.util.Map;

/** Any system that nothing speaks to: its kinds are those that its settings name. */
public final class ManualConnector implements Connector {

  /** Called by {@link java.util.ServiceLoader}. */
  public ManualConnector() {}

  @Override
  public String name() {
    return "manual";
  }

  @Override
  public List<Setting> settings() {
    return ManualSettings.SETTINGS;
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return Map.of(ManualSettings.USUAL, ManualSettings.capabilities(ManualSettings.USUAL));
  }

  @Override
  public Map<Kind, KindCapabilities> kinds(SystemSettings settings) {
    return ManualSettings.of(settings).kinds();
  }

  @Override
  public boolean letsSystemsNameKinds() {
    return true;
  }

  @Override
  public boolean holdsPlaces() {
    return true;
  }

  @Override
  public boolean readsPlaces() {
    return false;
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    return new ManualClient(settings.system(), ManualSettings.of(settings));
  }
}
