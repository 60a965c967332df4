// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Past;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.KindCapabilities.Overlap;
import java.time.Instant;

/**
 * A new credential that is refused because it exists no more: the system ended it, or somebody did.
 * Nobody was handed it yet, so that another takes its place without a person.
 */
final class GoneNew {

  /** What is gone so often in a row, somebody ends: a person finds out who. */
  private static final int AT_MOST = 3;

  private GoneNew() {}

  /**
   * Lets a refusal pass that may be lag, and one of a credential that is listed.
   *
   * @throws Lost if the whole list does not have it, and the lag since its issue is over
   * @throws Later if that has happened too often since a person last decided
   */
  static void issueAnew(Attempt attempt, String refusal) {
    PlannedRotation planned = attempt.planned();
    Past past = attempt.past();
    // What replaced the only value is no longer listed once somebody sets another: not ours to
    // undo.
    boolean tells =
        planned.overlap() != Overlap.NONE && attempt.issuer().capabilities().list() == Listing.FULL;
    Instant settled = past.doneAt(Step.ISSUE).orElseThrow().plus(planned.lag());
    if (!tells || attempt.now().isBefore(settled)) {
      return;
    }
    CredentialId issued = past.issued().orElseThrow();
    Listed listed = attempt.expect(attempt.issuer().list(planned.id().lane().identity()));
    if (!listed.complete() || listed.find(issued).isPresent()) {
      return;
    }
    String gone = "%s is refused (%s) and not listed any more".formatted(issued, refusal);
    int before = lostSinceDecided(past);
    if (before >= AT_MOST) {
      throw new Later(
          HeldReason.NEW_NOT_ALIVE,
          "%s, as %d before it: find out who ends them, then sign a retry, which issues another"
              .formatted(gone, before),
          planned.lag());
    }
    throw new Lost(gone + ": another is issued");
  }

  private static int lostSinceDecided(Past past) {
    int lost = 0;
    for (Entry entry : past.entries()) {
      if (entry.type().equals("decision")) {
        lost = 0;
      } else if (entry.type().equals("step")
          && StepOutcome.of(entry) instanceof StepOutcome.Lost
          && Past.text(entry, "step").equals(Step.PROVE_NEW.text())) {
        lost++;
      }
    }
    return lost;
  }
}
