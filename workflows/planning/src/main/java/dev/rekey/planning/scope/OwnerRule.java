// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who owns credentials of which no row says it. Patterns are whole names in which {@code *} stands
 * for any characters; all of them must match.
 *
 * @param system of the system that accepts it
 * @param identity of the account that it speaks for
 * @param kind of its kind
 * @param place of {@code system:location} of at least one of its places; {@code *} matches none,
 *     too
 * @param because why, in one line, as people will read it
 */
public record OwnerRule(
    String system, String identity, String kind, String place, TeamName owner, String because) {

  private static final String ANY = "*";

  public OwnerRule {
    requireNonNull(owner, "owner is null");
    for (String pattern : List.of(system, identity, kind, place)) {
      Shown.requireLine("pattern", pattern);
    }
    Shown.requireLine("because", because);
    if (List.of(system, identity, kind, place).stream().allMatch(ANY::equals)
        && because.isBlank()) {
      throw new IllegalArgumentException("a rule that matches all (expected: a reason)");
    }
  }

  boolean matches(Lane lane, List<Place> places) {
    return matches(system, lane.system().value())
        && matches(identity, lane.identity().value())
        && matches(kind, lane.kind().value())
        && (place.equals(ANY)
            || places.stream()
                .anyMatch(each -> matches(place, each.system() + ":" + each.location())));
  }

  /** Without regular expressions from outside: what stands between the stars is quoted. */
  private static boolean matches(String pattern, String text) {
    StringBuilder form = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      form.append(form.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(form.toString(), Pattern.DOTALL).matcher(text).matches();
  }
}
