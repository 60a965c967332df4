// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import java.util.ArrayList;
import java.util.List;

/** Several values. */
public final class YamlList implements YamlValue {

  private final Spot spot;
  private final List<YamlValue> values;

  YamlList(Spot spot, List<YamlValue> values) {
    this.spot = spot;
    this.values = List.copyOf(values);
  }

  /** All values. */
  public List<YamlValue> values() {
    return values;
  }

  /** Those that are single values; each other one is a mistake. */
  public List<YamlText> texts() {
    List<YamlText> texts = new ArrayList<>();
    for (YamlValue value : values) {
      if (value instanceof YamlText text) {
        texts.add(text);
      } else {
        value.mistake("wrong-shape", value.described() + " (expected: a single value)");
      }
    }
    return List.copyOf(texts);
  }

  /** Those that are maps; each other one is a mistake. */
  public List<YamlMap> maps() {
    List<YamlMap> maps = new ArrayList<>();
    for (YamlValue value : values) {
      if (value instanceof YamlMap map) {
        maps.add(map);
      } else {
        value.mistake("wrong-shape", value.described() + " (expected: keys and values)");
      }
    }
    return List.copyOf(maps);
  }

  @Override
  public Position position() {
    return spot.position();
  }

  @Override
  public String described() {
    return "a list";
  }

  @Override
  public void mistake(String rule, String message) {
    spot.mistake(rule, message);
  }
}
