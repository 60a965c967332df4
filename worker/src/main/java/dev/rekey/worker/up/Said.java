// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.planning.text.Mistake;
import dev.rekey.planning.text.Shown;
import dev.rekey.playbooks.yaml.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a setting may be said: by a flag, in the file, by the environment. The first that says it
 * counts, whether what it says is right or not; the others are still looked at for mistakes.
 */
final class Said {

  private final Map<String, String> flags;
  private final Map<String, String> environment;
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * What was said outside the file.
   *
   * @param flags by their settings, for example {@code temporal.address}
   */
  Said(Map<String, String> flags, Map<String, String> environment) {
    this.flags = flags;
    this.environment = environment;
  }

  /** The flag that says a setting. */
  static String flag(String setting) {
    return "--" + setting.replace('.', '-');
  }

  /** Whether a flag or the file says it. */
  boolean isSaid(String setting, Optional<YamlMap> map) {
    return flags.containsKey(setting) || map.flatMap(one -> one.find(key(setting))).isPresent();
  }

  /**
   * What a flag or the file says.
   *
   * @param setting for example {@code temporal.address}: in the file, the last part is the key
   * @param type throws {@link IllegalArgumentException} with a message for people
   */
  <T> Optional<T> of(String setting, Optional<YamlMap> map, Function<String, T> type) {
    Optional<T> inFile = map.flatMap(one -> one.as(key(setting), type));
    return flags.containsKey(setting)
        ? checked(flag(setting), flags.getOrDefault(setting, ""), type)
        : inFile;
  }

  /** The same, or else what the environment says. */
  <T> Optional<T> of(
      String setting, Optional<YamlMap> map, String variable, Function<String, T> type) {
    String value = environment.getOrDefault(variable, "").strip();
    return isSaid(setting, map) || value.isEmpty()
        ? of(setting, map, type)
        : checked(variable, value, type);
  }

  private <T> Optional<T> checked(String name, String value, Function<String, T> type) {
    try {
      if (value.isBlank()) {
        throw new IllegalArgumentException("empty (expected: a value)");
      }
      return Optional.of(type.apply(value));
    } catch (IllegalArgumentException wrong) {
      mistakes.add(
          Mistake.ofFile(
              name,
              "bad-value",
              Shown.escaped(String.valueOf(wrong.getMessage()), Shown.LONGEST_LINE)));
      return Optional.empty();
    }
  }

  void mistake(String name, String message) {
    mistakes.add(Mistake.ofFile(name, "missing-key", message));
  }

  /** A mistake in a file that a setting names. */
  void mistake(Mistake mistake) {
    mistakes.add(mistake);
  }

  /** What is wrong outside the file. */
  List<Mistake> mistakes() {
    return mistakes;
  }

  private static String key(String setting) {
    return setting.substring(setting.lastIndexOf('.') + 1);
  }
}
