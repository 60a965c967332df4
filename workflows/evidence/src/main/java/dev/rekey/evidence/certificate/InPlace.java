// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Shown;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The issues of a credential that is replaced in place: each is a cut (P1), so it has a target as
 * every cut has one (P2), and there is one chosen value at a time (P3).
 */
final class InPlace {

  private final String recorded;
  private final Set<String> issued = new LinkedHashSet<>();
  private @Nullable String standing;

  InPlace(String recorded) {
    this.recorded = recorded;
  }

  /**
   * Takes note of an issue that is about to happen.
   *
   * @param chosen the name of the sealed value; null if there is none
   * @return what is wrong with it, a sentence each
   */
  List<String> intent(String target, @Nullable String chosen) {
    List<String> wrong = new ArrayList<>();
    if (!target.equals(recorded) && !issued.contains(target)) {
      wrong.add(
          "replaces credential %s (expected: %s, the recorded one)"
              .formatted(Shown.text(target), recorded));
    }
    if (chosen == null) {
      wrong.add("replaces in place by a value that was not sealed first");
    } else if (standing != null && !standing.equals(chosen)) {
      wrong.add("sends a second value while the first may stand");
    }
    standing = chosen;
    return wrong;
  }

  /** Takes note of what came of it: what was issued, or that nothing of ours stands. */
  void outcome(String result, @Nullable String credential) {
    if (result.equals("none")) {
      standing = null;
    }
    if (credential != null) {
      issued.add(credential);
    }
  }

  /** What was issued is lost, and another value has to be chosen. */
  void lost() {
    standing = null;
  }
}
