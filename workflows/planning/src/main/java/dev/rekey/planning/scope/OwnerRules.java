// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.util.List;
import java.util.Optional;

/**
 * Owner rules in order: the first that matches counts. What a row says itself goes before them all.
 */
public record OwnerRules(List<OwnerRule> rules) {

  /** No rules: every row has to say who owns. */
  public static final OwnerRules NONE = new OwnerRules(List.of());

  private static final String BEGINS = "owner ";

  /** A rule that matched, and its place in the order, from 1. */
  record Matched(int number, OwnerRule rule) {

    /** Why it has this owner, as the row keeps it. */
    String reason() {
      return "%s%s: rule %d, %s".formatted(BEGINS, rule.owner(), number, rule.because());
    }
  }

  public OwnerRules {
    rules = List.copyOf(rules);
  }

  Optional<Matched> match(Lane lane, List<Place> places) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matches(lane, places)) {
        return Optional.of(new Matched(i + 1, rules.get(i)));
      }
    }
    return Optional.empty();
  }

  /** The reason of a row, if it is one of ours and still tells of this owner; else empty. */
  static String kept(String reason, TeamName owner) {
    return reason.startsWith(BEGINS + owner + ":") ? reason : "";
  }
}
