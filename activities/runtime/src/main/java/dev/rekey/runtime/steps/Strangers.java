// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import java.util.List;

/** Live credentials that nobody recorded: each becomes a row of its own, and nothing is issued. */
final class Strangers {

  private Strangers() {}

  /**
   * Lets nobody pass who is not known.
   *
   * @throws Refusal if one is listed
   */
  static void refuse(Attempt attempt, Listed listed) {
    List<ListedCredential> strangers =
        listed.credentials().stream().filter(one -> !attempt.knows(one.id())).toList();
    strangers.forEach(stranger -> attempt.stranger(stranger.id(), stranger.created()));
    if (!strangers.isEmpty()) {
      throw new Refusal(
          HeldReason.STRANGER,
          "nobody recorded %s: it is in the scope now (rekey scope %s --state unresolved); delete it"
                  .formatted(
                      strangers.stream().map(ListedCredential::id).toList(),
                      attempt.planned().id().campaign())
              + " by hand or leave it, rule the row out, then sign a retry");
    }
  }
}
