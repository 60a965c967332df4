// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.KindCapabilities.Overlap;
import java.time.Duration;

/**
 * Whether one credential is switched off for a while to see who misses it, where its playbook asks
 * for that: only where no consumer is known, and where its system can switch one alone off and on.
 *
 * @param needed whether no consumer is known
 * @param obstacle why it can't be had; empty if it can
 */
record Brownout(boolean needed, String obstacle) {

  static Brownout of(LeakedCredential credential, KindCapabilities capabilities, Mode mode) {
    boolean unknown = credential.places().isEmpty() && credential.health().isEmpty();
    return new Brownout(unknown, obstacle(credential, capabilities, mode));
  }

  private static String obstacle(
      LeakedCredential credential, KindCapabilities capabilities, Mode mode) {
    boolean replaced = credential.disposition() == Disposition.REPLACE;
    if (credential.disposition() == Disposition.REVOKE_NOW) {
      return "it is revoked at once";
    }
    if (mode == Mode.CONTAIN) {
      return "it is contained";
    }
    if (replaced && capabilities.overlap() == Overlap.NONE) {
      return "it is replaced in place";
    }
    return capabilities.disable() == Disable.YES
        ? ""
        : "its system cannot switch one alone off and on again";
  }

  /** The pace, without the brownout where there is none. */
  Pace applied(Pace pace) {
    return needed && obstacle.isEmpty() ? pace : pace.brownedOutFor(Duration.ZERO);
  }

  /** What whoever approves sees of it. */
  String sentence(Pace asked, Pace applied) {
    if (!needed || asked.brownout().isZero()) {
      return "";
    }
    return obstacle.isEmpty()
        ? "; consumers unknown: switched off for %s first, to see who misses it"
            .formatted(applied.brownout())
        : "; consumers unknown, and not switched off first to see who misses it: " + obstacle;
  }
}
