// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A consumer of an AWS key: reads its place at every turn, and uses what it finds there at once
 * when it is another one, and every few turns when it is not. Calls of AWS are what tests with
 * consumers spend most of the machine on.
 */
public final class KeyUser implements BooleanSupplier {

  private static final int TURNS = 4;

  private final World world;
  private final String path;
  private final int turns;

  private @Nullable JsonNode used;
  private int turn;

  KeyUser(World world, String path) {
    this(world, path, TURNS);
  }

  /**
   * @param turns at how many turns it uses the same key once: where many take turns it must be few,
   *     for Rekey waits ten seconds for a use after its delivery
   */
  public KeyUser(World world, String path, int turns) {
    this.world = world;
    this.path = path;
    this.turns = turns;
  }

  @Override
  public boolean getAsBoolean() {
    JsonNode found = world.read(path).get("aws");
    if (found.equals(used) && ++turn < turns) {
      return true;
    }
    turn = 0;
    used = found;
    return world.accepts(
        found.get("access_key_id").stringValue(), found.get("secret_access_key").stringValue());
  }
}
