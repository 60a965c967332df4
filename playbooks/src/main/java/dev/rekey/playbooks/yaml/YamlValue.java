// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

/** A value and where it stands. */
public sealed interface YamlValue permits YamlText, YamlList, YamlMap {

  /** Where the value begins. */
  Position position();

  /** What it is, in words for a message. */
  String described();

  /**
   * Tells that this value is wrong, in a way that its reader alone can judge.
   *
   * @param rule the rule that it breaks, for example {@code out-of-range}
   * @param message what is there, what was expected, what to do
   */
  void mistake(String rule, String message);
}
