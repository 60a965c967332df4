// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Uses the key that a place of OpenBao holds: when it is another, and then at every second look. A
 * use takes far more of the machine than a look, and Rekey waits for a use after its delivery.
 */
public final class KeyConsumer implements BooleanSupplier {

  private static final int LOOKS_FOR_A_USE = 2;

  private final World world;
  private final String path;
  private @Nullable JsonNode used;
  private int looks;

  public KeyConsumer(World world, String path) {
    this.world = world;
    this.path = path;
  }

  /** Whether what it used was accepted, if it used it. */
  @Override
  public boolean getAsBoolean() {
    JsonNode held = world.read(path).get("aws");
    if (held.equals(used) && ++looks % LOOKS_FOR_A_USE != 0) {
      return true;
    }
    used = held;
    return world.accepts(
        held.get("access_key_id").stringValue(), held.get("secret_access_key").stringValue());
  }
}
