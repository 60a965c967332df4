// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.Pace;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.gate.Unused;
import dev.rekey.words.CredentialId;
import java.time.Duration;
import java.time.Instant;

/**
 * Waits until consumers have gone back to the old credential: a place that holds it again does not
 * make anybody read it.
 */
final class GoneBack {

  private GoneBack() {}

  /**
   * Requires that the new one lay unused for as long as a consumer has to take up what its place
   * holds, since every place holds the old one again.
   *
   * @throws Refusal if it is still used after all the time that the plan has for that
   */
  static void require(Attempt attempt, CredentialId ours) {
    if (Unused.isRecorded(attempt.past(), ours.value(), attempt.round())) {
      return;
    }
    if (!attempt.issuer().tellsUse()) {
      attempt.unused(ours, "cannot know");
      return;
    }
    Pace pace = attempt.planned().pace();
    Instant since = attempt.past().doneAt(Step.RESTORE).orElseThrow();
    Instant used = attempt.lastUsed(ours).filter(last -> last.isAfter(since)).orElse(since);
    Instant quietUntil = used.plus(pace.backFor());
    if (!attempt.now().isBefore(quietUntil)) {
      attempt.unused(ours, "since " + used);
      return;
    }
    if (attempt.now().isAfter(since.plus(pace.backAtMost()))) {
      throw new Refusal(
          HeldReason.STILL_USED,
          ("%s was used at %s, and every place holds the old one since %s: find who keeps it in"
                  + " memory, then sign a retry, or cut-anyway to go forward")
              .formatted(ours, used, since));
    }
    throw new Later(
        HeldReason.STILL_USED,
        "consumers have until %s to go back from %s".formatted(quietUntil, ours),
        Duration.between(attempt.now(), quietUntil));
  }
}
