// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the objects of a JSON text and lays each out flat. */
final class JsonItems {

  private static final int DEPTH = 30;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonItems() {}

  /**
   * One object.
   *
   * @param cells path to text, in the object's order
   * @param wrong why it can't be read; empty if it can
   */
  record Item(int number, Map<String, String> cells, String wrong) {}

  /** The text is not JSON as it is understood here. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  static List<Item> of(String text) throws Malformed {
    try {
      return whole(MAPPER.readTree(text));
    } catch (JacksonException e) {
      List<Item> lines = lines(text);
      // One readable line shows that it is one object a line; else the document is what is broken.
      if (lines.size() > 1 && lines.stream().anyMatch(item -> item.wrong().isEmpty())) {
        return lines;
      }
      throw new Malformed(where(e));
    }
  }

  private static List<Item> whole(JsonNode root) throws Malformed {
    if (root.isArray()) {
      return items(root);
    }
    List<JsonNode> lists = new ArrayList<>();
    for (JsonNode value : root) {
      if (value.isArray() && !value.isEmpty() && value.get(0).isObject()) {
        lists.add(value);
      }
    }
    if (lists.size() > 1) {
      throw new Malformed(
          "an object with %d lists of objects in it (expected: one of them)"
              .formatted(lists.size()));
    }
    return lists.isEmpty() ? List.of(item(1, root)) : items(lists.getFirst());
  }

  private static List<Item> items(JsonNode list) {
    List<Item> items = new ArrayList<>();
    for (JsonNode value : list) {
      items.add(item(items.size() + 1, value));
    }
    return items;
  }

  private static List<Item> lines(String text) {
    List<Item> items = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        items.add(item(number, MAPPER.readTree(line)));
      } catch (JacksonException e) {
        items.add(new Item(number, Map.of(), where(e)));
      }
    }
    return items;
  }

  private static Item item(int number, JsonNode value) {
    if (!value.isObject()) {
      return new Item(number, Map.of(), "not an object (expected: an object for each credential)");
    }
    Map<String, String> cells = new LinkedHashMap<>();
    layOut("", value, cells);
    return new Item(number, cells, "");
  }

  private static void layOut(String path, JsonNode value, Map<String, String> cells) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> member : value.properties()) {
        layOut(
            path.isEmpty() ? member.getKey() : path + "." + member.getKey(),
            member.getValue(),
            cells);
      }
    } else if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      for (JsonNode one : value) {
        texts.add(one.isValueNode() ? one.asString("") : one.toString());
      }
      cells.put(path, String.join(";", texts));
    } else {
      cells.put(path, value.isNull() ? "" : value.asString(""));
    }
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return "not JSON at line %d, column %d (expected: an array of objects, or one object a line)"
        .formatted(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
  }
}
