// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * A rule of the house.
 *
 * @param name a sentence
 * @param wrong the classes of the wrong house that it must find, by their place under its root
 */
record HouseRule(String name, ArchRule rule, List<String> wrong) {

  static HouseRule of(String name, ArchRule rule, String... wrong) {
    return new HouseRule(name, rule.as(name), List.of(wrong));
  }

  @Override
  public String toString() {
    return name;
  }
}
