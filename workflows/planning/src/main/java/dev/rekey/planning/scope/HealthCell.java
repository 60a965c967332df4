// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.HealthCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads how a row's consumers are asked whether they are well: {@code system:https://host/path
 * status=200 field=/pointer=text text=…}, several parted by {@code ;}, which a URL can hold as
 * {@code %3B} only.
 */
final class HealthCell {

  private static final int MOST = 20;

  private final KnownSystems systems;
  private final List<String> reasons;

  /**
   * @param reasons where it says what is wrong
   */
  HealthCell(KnownSystems systems, List<String> reasons) {
    this.systems = systems;
    this.reasons = reasons;
  }

  /** The checks that could be read; fewer than the cell names if a reason was added. */
  List<HealthCheck> read(String cell) {
    List<HealthCheck> checks = new ArrayList<>();
    for (String text : cell.split(";", -1)) {
      if (text.isBlank()) {
        continue;
      }
      if (checks.size() == MOST) {
        reasons.add("health: more than %d (expected: at most that)".formatted(MOST));
        return checks;
      }
      HealthCheck check = check(text.strip());
      if (check != null) {
        checks.add(check);
      }
    }
    return checks;
  }

  private @Nullable HealthCheck check(String text) {
    HealthCheck check;
    try {
      check = HealthCheck.parse(text);
    } catch (IllegalArgumentException e) {
      reasons.add(Shown.escaped(String.valueOf(e.getMessage()), Shown.LONGEST_LINE));
      return null;
    }
    String objection = objection(check);
    if (objection != null) {
      reasons.add("health '%s': %s".formatted(Shown.escaped(text, 100), objection));
      return null;
    }
    return check;
  }

  private @Nullable String objection(HealthCheck check) {
    List<String> asking =
        systems.systems().values().stream()
            .filter(system -> !system.asks().isEmpty())
            .map(system -> system.name().value())
            .toList();
    String name = check.system().value();
    if (!asking.contains(name)) {
      return "system '%s' asks no consumers%s (expected: one of connector health: %s)"
          .formatted(name, DidYouMean.hint(name, asking), asking);
    }
    List<String> hosts = systems.find(check.system()).orElseThrow().asks();
    return hosts.contains(check.host())
        ? null
        : "host '%s' is none that system %s may ask%s (expected: one of its setting 'hosts': %s)"
            .formatted(check.host(), name, DidYouMean.hint(check.host(), hosts), hosts);
  }
}
