// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The new credential is alive, enabled, and speaks for the same identity; the consumers that are
 * asked are well.
 */
final class ValidateStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    Past past = attempt.past();
    Consumers.objection(attempt.planned(), past, attempt.step(), attempt.round())
        .ifPresent(why -> {
          throw new Refusal(HeldReason.NOT_WARRANTED, why);
        });
    CredentialId issued = past.issued().orElseThrow(() -> new Lost("nothing is issued"));
    if (attempt.issuer().can().byHand()) {
      return attempt.done(
          "nothing can be asked; two people attested the new one", Map.of("identity", "attested"));
    }
    requireEnabled(attempt, past, issued);
    try (CredentialValue value = attempt.newValue()) {
      return switch (attempt.issuer().probe(value)) {
        case Verdict.Alive(IdentityName identity) -> validated(attempt, identity);
        case Verdict.Refused(String signature) ->
            throw new Later(
                HeldReason.NEW_NOT_ALIVE, "refused: " + signature, Duration.ofSeconds(1));
        case Verdict.Undecided(String why, Duration after) ->
            throw new Later(HeldReason.UNDECIDED, why, after);
      };
    }
  }

  private static void requireEnabled(Attempt attempt, Past past, CredentialId issued) {
    if (attempt.issuer().can().list() == Listing.NONE) {
      return;
    }
    Optional<ListedCredential> listed = ListedNew.find(attempt, past);
    if (listed.isEmpty() && attempt.issuer().can().list() == Listing.FULL) {
      throw new Later(
          HeldReason.NEW_NOT_ALIVE,
          "%s is not listed so far".formatted(issued),
          attempt.planned().lag().dividedBy(4));
    }
    if (listed.filter(one -> !one.enabled()).isPresent()) {
      throw new Refusal(HeldReason.NEW_NOT_ALIVE, "%s was disabled by somebody".formatted(issued));
    }
  }

  /** Only where nobody waits for them any more. */
  private static String unwell(Attempt attempt) {
    List<String> unwell = Consumers.unwell(attempt.past(), attempt.step(), attempt.round());
    return unwell.isEmpty() ? "" : "; not well: " + String.join(", ", unwell);
  }

  private static StepResult validated(Attempt attempt, IdentityName identity) {
    IdentityName expected = attempt.planned().id().lane().identity();
    if (!attempt.issuer().isSpokenForBy(identity)) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "the new one speaks for %s (expected: %s)".formatted(identity, expected));
    }
    int consumers = attempt.planned().health().size();
    return attempt.done(
        "the new one is alive and speaks for the same identity"
            + (consumers == 0 ? "" : "; consumers that were asked: " + consumers)
            + unwell(attempt),
        Map.of("identity", identity.value()));
  }
}
