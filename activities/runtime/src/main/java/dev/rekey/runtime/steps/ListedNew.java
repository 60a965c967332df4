// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Past;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.KindCapabilities.Listing;
import java.time.Instant;
import java.util.Optional;

/**
 * The new credential as its system lists it. One that is there no more was ended by the system or
 * by somebody, and is issued anew without a person: the old one lives until the new one is
 * validated. Where nothing overlaps, the issue itself refuses to touch what stands there instead.
 */
final class ListedNew {

  /** What is gone so often in a row, somebody ends: a person finds out who. */
  private static final int AT_MOST = 3;

  private ListedNew() {}

  /**
   * Of one that is refused: asks the list, once its absence would count.
   *
   * @throws Lost as {@link #find} does
   * @throws Later as {@link #find} does
   */
  static void requireNotGone(Attempt attempt) {
    Past past = attempt.past();
    if (absenceCounts(attempt, past)) {
      find(attempt, past);
    }
  }

  /**
   * Looks up the one that the chain says is issued.
   *
   * @return empty where it is not listed and that says nothing
   * @throws Lost if it is gone
   * @throws Later if that has happened too often since a person last signed a retry
   */
  static Optional<ListedCredential> find(Attempt attempt, Past past) {
    CredentialId issued = past.issued().orElseThrow();
    Listed listed = attempt.listed();
    Optional<ListedCredential> found = listed.find(issued);
    if (found.isPresent() || !listed.complete() || !absenceCounts(attempt, past)) {
      return found;
    }
    String gone = "%s is not listed any more".formatted(issued);
    int before = lostSinceRetry(past);
    if (before >= AT_MOST) {
      throw new Later(
          HeldReason.NEW_NOT_ALIVE,
          "%s, as %d before it: find out who ends them, then sign a retry, which issues another"
              .formatted(gone, before),
          attempt.planned().lag());
    }
    throw new Lost(gone + ": another is issued");
  }

  /** Not while it may be lag (P3), nor without a whole list. */
  private static boolean absenceCounts(Attempt attempt, Past past) {
    Instant issued = past.doneAt(Step.ISSUE).orElseThrow();
    return attempt.issuer().can().list() == Listing.FULL
        && !attempt.now().isBefore(issued.plus(attempt.planned().lag()));
  }

  private static int lostSinceRetry(Past past) {
    int lost = 0;
    for (Entry entry : past.entries()) {
      if (entry.type().equals("decision") && Past.text(entry, "verb").equals("retry")) {
        lost = 0;
      } else if (entry.type().equals("step") && StepOutcome.of(entry) instanceof StepOutcome.Lost) {
        lost++;
      }
    }
    return lost;
  }
}
