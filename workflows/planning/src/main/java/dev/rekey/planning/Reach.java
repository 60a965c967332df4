// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.scope.KnownSystem;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.Grade;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The best grade of evidence that a rotation can reach, and what is missing for more: it is not
 * held for that, but whoever approves the plan has to know.
 *
 * @param best the best grade that can be reached
 * @param missing what is not known or not held, a few words each
 */
record Reach(Grade best, List<String> missing) {

  Reach {
    missing = List.copyOf(missing);
  }

  /**
   * What can be reached.
   *
   * @param found whether its value came with a list
   */
  static Reach of(
      LeakedCredential credential, KindCapabilities can, KnownSystems systems, boolean found) {
    if (can.byHand()) {
      return new Reach(Grade.ATTESTED, List.of("nothing can be asked of the system"));
    }
    List<String> missing = new ArrayList<>();
    boolean held = found || credential.places().stream().anyMatch(place -> isRead(place, systems));
    if (!held) {
      missing.add("old value not held");
    }
    if (credential.places().isEmpty()) {
      missing.add("consumers unknown");
    }
    if (can.lastUsed() == LastUsed.NONE) {
      missing.add("last use not told");
    }
    return new Reach(held ? Grade.REFUSED : Grade.ABSENT, missing);
  }

  private static boolean isRead(Place place, KnownSystems systems) {
    return systems.find(place.system()).map(KnownSystem::readsPlaces).orElse(true);
  }

  /** As the row of the plan says it; empty where nothing is missing. */
  String sentence() {
    return missing.isEmpty()
        ? ""
        : "; best grade %s: %s"
            .formatted(best.name().toLowerCase(Locale.ROOT), String.join(", ", missing));
  }
}
