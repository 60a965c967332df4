// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/** Who owns what, in order, where lists do not say it. */
public record OwnerRulesView(String campaign, List<Rule> rules) {

  public OwnerRulesView {
    rules = List.copyOf(rules);
  }

  /**
   * One rule; patterns in which {@code *} stands for anything.
   *
   * @param rule its place in the order, from 1
   */
  public record Rule(
      int rule,
      String system,
      String identity,
      String kind,
      String place,
      String owner,
      String because) {}
}
