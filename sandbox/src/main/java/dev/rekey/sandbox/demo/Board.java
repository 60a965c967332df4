// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.estate.Leaked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** How the campaign stands, as its API tells it. */
final class Board {
  private final RekeyProcess rekey;
  private final String campaign;
  private final Map<String, Group> groups = new HashMap<>();

  Board(RekeyProcess rekey, String campaign) {
    this.rekey = rekey;
    this.campaign = campaign;
  }

  /** Tells which group a credential belongs to. */
  void add(Leaked leaked) {
    groups.put(leaked.row().credential(), leaked.group());
  }

  JsonNode campaign() throws IOException {
    return rekey.get("/campaigns/" + campaign);
  }

  /** Whether a brake is on: nothing new is begun. */
  boolean isPaused() throws IOException {
    return !is(campaign(), "brake", "none");
  }

  /** How many rotations the plan in force has. */
  int total() throws IOException {
    int total = 0;
    for (JsonNode wave : campaign().get("waves")) {
      total += wave.get("total").intValue();
    }
    return total;
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

  /** What is proven dead, and of which groups not all is yet, in one line. */
  String line() throws IOException {
    Map<Group, int[]> counts = new EnumMap<>(Group.class);
    for (JsonNode one : rotations()) {
      Group group = groups.get(one.get("credential").stringValue());
      if (group != null) {
        int[] count = counts.computeIfAbsent(group, _ -> new int[2]);
        count[0] += is(one, "state", "proven") ? 1 : 0;
        count[1]++;
      }
    }
    List<String> open = new ArrayList<>();
    counts.forEach((group, count) -> {
      if (count[0] < count[1]) {
        open.add("%s %d/%d".formatted(group.word(), count[0], count[1]));
      }
    });
    int held = rotations("held").size();
    return "dead %d/%d%s%s"
        .formatted(
            counts.values().stream().mapToInt(count -> count[0]).sum(),
            counts.values().stream().mapToInt(count -> count[1]).sum(),
            open.isEmpty() ? "" : ": " + String.join(" ", open),
            held == 0 ? "" : " | %d held".formatted(held));
  }
}
