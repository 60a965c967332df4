// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A consumer of an AWS key: reads its place at every turn, and uses what it finds there for a few
 * turns when it is another one, and every few turns when it is not. Calls of AWS are what tests
 * with consumers spend most of the machine on.
 */
public final class KeyUser implements BooleanSupplier {

  /** So many turns a new one is used: the first may come before Rekey knows that it is there. */
  private static final int NEW = 3;

  private static final int TURNS = 4;

  private final World world;
  private final String path;

  private @Nullable JsonNode known;
  private int turn;

  private KeyUser(World world, String path) {
    this.world = world;
    this.path = path;
  }

  /** One for each place of these leaks, by the place's name. */
  public static Map<String, BooleanSupplier> of(World world, List<Leak> leaks) {
    Map<String, BooleanSupplier> users = new LinkedHashMap<>();
    for (Leak leak : leaks) {
      leak.paths().forEach(path -> users.put(path, new KeyUser(world, path)));
    }
    return users;
  }

  @Override
  public boolean getAsBoolean() {
    JsonNode found = world.read(path).get("aws");
    turn = found.equals(known) ? turn + 1 : 0;
    known = found;
    return (turn >= NEW && turn % TURNS != 0) || world.accepts(found);
  }
}
