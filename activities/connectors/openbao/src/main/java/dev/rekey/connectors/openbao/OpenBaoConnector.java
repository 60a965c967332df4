// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.spi.Connector;
import dev.rekey.spi.Setting;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.spi.SystemTools;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import java.util.List;
import java.util.Map;

/**
 * OpenBao and Vault servers: the paths of their KV version 2 engines as places, and the secret-ids
 * of AppRole roles and service tokens as credentials ({@link RotatedKinds}).
 *
 * <p>A place's location is {@code mount/path}, for example {@code secret/apps/billing}; its
 * selectors are JSON pointers (RFC 6901) into the document there, for example {@code
 * /aws/secret_access_key}. The version of a location is KV's own number.
 */
public final class OpenBaoConnector implements Connector {

  /** Called by {@link java.util.ServiceLoader}. */
  public OpenBaoConnector() {}

  @Override
  public String name() {
    return "openbao";
  }

  @Override
  public List<Setting> settings() {
    return OpenBaoSettings.SETTINGS;
  }

  @Override
  public Map<Kind, KindCapabilities> kinds() {
    return Map.of(
        RotatedKinds.SECRET_ID,
        RotatedKinds.SECRET_ID_CAPABILITIES,
        RotatedKinds.TOKEN,
        RotatedKinds.TOKEN_CAPABILITIES);
  }

  @Override
  public String rights(SystemSettings settings) {
    return new Policy(OpenBaoSettings.of(settings)).text();
  }

  @Override
  public boolean holdsPlaces() {
    return true;
  }

  @Override
  public SystemClient open(SystemSettings settings, SystemTools tools) {
    return new OpenBaoClient(OpenBaoSettings.of(settings), tools);
  }
}
