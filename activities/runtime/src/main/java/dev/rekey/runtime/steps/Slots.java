// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;

/** The slots of an identity: where all are taken, a person decides which one is cut first. */
final class Slots {

  private Slots() {}

  /**
   * Requires that one more credential fits.
   *
   * @throws Refusal naming the use of each that takes a slot
   */
  static void requireFree(Attempt attempt, Listed listed) {
    PlannedRotation planned = attempt.planned();
    if (planned.slots() > 0 && listed.credentials().size() >= planned.slots()) {
      throw new Refusal(
          HeldReason.SLOTS_FULL,
          "all %d slots are taken: %s; sign which one may be cut first"
              .formatted(
                  planned.slots(),
                  listed.credentials().stream().map(one -> use(attempt, one)).toList()));
    }
  }

  private static String use(Attempt attempt, ListedCredential one) {
    if (!attempt.issuer().tellsUse()) {
      return one.id().value();
    }
    return attempt
        .lastUsed(one.id())
        .map(at -> "%s last used %s".formatted(one.id(), at))
        .orElse("%s never used".formatted(one.id()));
  }
}
