// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.CutOff;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Access;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Disposition;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that can be checked before the first side effect; takes the baseline of the leaked value. */
final class PreflightStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    PlannedRotation planned = attempt.planned();
    Access access =
        attempt.expect(attempt.tools().systems().client(planned.id().lane().system()).check());
    if (!access.missing().isEmpty()) {
      throw new Refusal(
          HeldReason.REJECTED,
          "%s may not do %s in %s: grant it"
              .formatted(access.identity(), access.missing(), planned.id().lane().system()));
    }
    if (attempt.issuer().can().byHand()) {
      return attempt.done(
          "done by hand: best grade is attested" + unwell(attempt),
          Map.of("complete", false, "baseline", false, "reachable", "attested"));
    }
    Listed listed = list(attempt);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("listed", listed.credentials().size());
    facts.put("complete", listed.complete());
    Optional<ListedCredential> leaked = listed.find(planned.id().credential());
    leaked.ifPresentOrElse(
        found -> {
          facts.putAll(madeInTime(attempt, found));
          requireUseTold(attempt);
        },
        () -> requireDispensable(attempt, listed));
    requireReplacement(attempt, listed);
    Strangers.refuse(attempt, listed);
    requireSlot(attempt, listed);
    boolean baseline = leaked.isPresent() && baseline(attempt);
    facts.put("baseline", baseline);
    facts.put("reachable", baseline ? "refused" : "absent");
    return attempt.done(
        (baseline
                ? "reachable, slots free; the leaked value works and will be tried again at the end"
                : "reachable, slots free; the leaked value is not held or dead: best grade is"
                    + " absent")
            + unwell(attempt),
        facts);
  }

  /** Holds nothing yet: it has to be well once the new one is in force. */
  private static String unwell(Attempt attempt) {
    List<String> unwell = Consumers.unwell(attempt.past(), attempt.step(), attempt.round());
    return unwell.isEmpty() ? "" : "; not well before anything was done: " + unwell.getFirst();
  }

  private static Listed list(Attempt attempt) {
    Outcome<Listed> listed = attempt.issuer().list();
    if (listed instanceof Outcome.Rejected<Listed>(Rejection why, String message)
        && why == Rejection.NOT_FOUND) {
      throw new Refusal(HeldReason.MISMATCH, message);
    }
    return attempt.expect(listed);
  }

  /** The gate would refuse to kill it at the end: that is said before anything is done. */
  private static Map<String, Object> madeInTime(Attempt attempt, ListedCredential found) {
    CutOff.objection(attempt.planned(), attempt.past(), found.created())
        .ifPresent(why -> {
          throw new Refusal(HeldReason.MISMATCH, why);
        });
    Instant created = found.created();
    return created == null ? Map.of(Past.CREATED_UNKNOWN, true) : Map.of("created", created);
  }

  /** Later steps wait for what its use tells, which may take a right of its own. */
  private static void requireUseTold(Attempt attempt) {
    attempt.lastUsed(attempt.planned().id().credential());
  }

  /** What nobody replaces may be gone already; what is to be replaced must be there. */
  private static void requireDispensable(Attempt attempt, Listed listed) {
    PlannedRotation planned = attempt.planned();
    if (planned.disposition() == Disposition.REPLACE || !listed.complete()) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "%s is not listed for %s: revoked already, or another identity's"
              .formatted(planned.id().credential(), planned.id().lane().identity()));
    }
  }

  /** What is said to have taken its place must be there. */
  private static void requireReplacement(Attempt attempt, Listed listed) {
    attempt
        .past()
        .replacedBy()
        .filter(by -> listed.complete() && listed.find(by).isEmpty())
        .ifPresent(by -> {
          throw new Refusal(
              HeldReason.MISMATCH,
              "%s is said to have taken the place of %s, and is not listed for %s"
                  .formatted(
                      by,
                      attempt.planned().id().credential(),
                      attempt.planned().id().lane().identity()));
        });
  }

  private static void requireSlot(Attempt attempt, Listed listed) {
    PlannedRotation planned = attempt.planned();
    boolean needsOne =
        planned.disposition() == Disposition.REPLACE
            && planned.overlap() != Overlap.NONE
            && !attempt.past().fold().state().life().cutAnyway()
            && attempt.past().issued().isEmpty();
    if (needsOne) {
      Slots.requireFree(attempt, listed);
    }
  }

  private static boolean baseline(Attempt attempt) {
    CredentialId id = attempt.planned().id().credential();
    try (CredentialValue old = attempt.oldValue().orElse(null)) {
      if (old == null) {
        return false;
      }
      return switch (attempt.issuer().probe(old)) {
        case Verdict.Alive(IdentityName identity) -> {
          if (!attempt.issuer().isSpokenForBy(identity)) {
            throw new Refusal(
                HeldReason.MISMATCH,
                "%s speaks for %s (expected: %s)"
                    .formatted(id, identity, attempt.planned().id().lane().identity()));
          }
          yield true;
        }
        case Verdict.Refused _ -> false;
        case Verdict.Undecided(String why, Duration after) ->
            throw new Later(HeldReason.UNDECIDED, "baseline of %s: %s".formatted(id, why), after);
      };
    }
  }
}
