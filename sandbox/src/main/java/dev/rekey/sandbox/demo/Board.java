// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Group;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the campaign stands, as its API tells it. */
final class Board {
  private final RekeyProcess rekey;
  private final String campaign;
  private final Map<String, Group> groups;

  /**
   * A board.
   *
   * @param groups which group a credential belongs to, by its id
   */
  Board(RekeyProcess rekey, String campaign, Map<String, Group> groups) {
    this.rekey = rekey;
    this.campaign = campaign;
    this.groups = groups;
  }

  JsonNode campaign() throws IOException {
    return rekey.get("/campaigns/" + campaign);
  }

  int count(String state) throws IOException {
    return campaign().get("counts").get(state).intValue();
  }

  /** All rotations that have a row on the board. */
  List<JsonNode> rotations() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    rekey.get("/campaigns/" + campaign + "/rotations").forEach(all::add);
    return all;
  }

  List<JsonNode> rotations(String state) throws IOException {
    return rotations().stream().filter(one -> is(one, "state", state)).toList();
  }

  List<JsonNode> held(String reason) throws IOException {
    return rotations("held").stream().filter(one -> is(one, "reason", reason)).toList();
  }

  static boolean is(JsonNode one, String field, String value) {
    return one.path(field).stringValue("").equals(value);
  }

  /** The rotation of that credential, without the campaign's name before it. */
  String nameOf(String credential) throws IOException {
    for (JsonNode one : rotations()) {
      if (is(one, "credential", credential)) {
        return shortName(one);
      }
    }
    throw new IOException(credential + ": no rotation (expected: one)");
  }

  static String shortName(JsonNode rotation) {
    String name = rotation.get("rotation").stringValue();
    return name.substring(name.indexOf('/') + 1);
  }

  /** What is proven dead of each group, in one line. */
  String line() throws IOException {
    Map<Group, int[]> counts = new EnumMap<>(Group.class);
    int held = 0;
    for (JsonNode one : rotations()) {
      Group group = groups.get(one.get("credential").stringValue());
      if (group != null) {
        int[] count = counts.computeIfAbsent(group, _ -> new int[2]);
        count[0] += is(one, "state", "proven") ? 1 : 0;
        count[1]++;
      }
      held += is(one, "state", "held") ? 1 : 0;
    }
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (group, count) -> parts.add("%s %d/%d".formatted(group.word(), count[0], count[1])));
    return "dead: %s | %d held".formatted(String.join(" ", parts), held);
  }
}
