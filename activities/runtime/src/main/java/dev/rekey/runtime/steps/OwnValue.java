// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Issues a value that Rekey chooses: sealed before it is sent, so that after a crash at any
 * instruction the same one is sent again, which is harmless, and never a second one while the first
 * may stand (P3). Where nothing can overlap, the same call kills the old one.
 */
final class OwnValue {

  private final Attempt attempt;
  private final PlannedRotation planned;
  private final IdentityName identity;

  OwnValue(Attempt attempt) {
    this.attempt = attempt;
    this.planned = attempt.planned();
    this.identity = planned.id().lane().identity();
  }

  /** The id of what stands in the system now; its value is sealed. */
  CredentialId issue() {
    Optional<Entry> earlier = attempt.past().chosen();
    if (earlier.isPresent()) {
      Entry intent = earlier.get();
      CredentialId name = new CredentialId(Past.text(intent, "chosen"));
      try (CredentialValue value = attempt.sealed(name).orElse(null)) {
        if (value != null) {
          return send(name, value, new CredentialId(Past.text(intent, "target")));
        }
      }
      settleUnsent(intent);
    }
    return first();
  }

  /**
   * What became of a value that was sent and not answered for: sent once more, which is harmless,
   * so that its id is known. Empty if it cannot stand.
   */
  Optional<CredentialId> standing(Entry intent) {
    CredentialId name = new CredentialId(Past.text(intent, "chosen"));
    try (CredentialValue value = attempt.sealed(name).orElse(null)) {
      if (value != null) {
        return Optional.of(send(name, value, new CredentialId(Past.text(intent, "target"))));
      }
    }
    settleUnsent(intent);
    return Optional.empty();
  }

  /**
   * Chooses and sends a value. Its name is this attempt's own: a late twin may seal what it chose,
   * but never over what another attempt has sent.
   */
  private CredentialId first() {
    CredentialId replaced = requireStanding();
    attempt.effects().foreseeIssue();
    CredentialId name = new CredentialId("chosen-" + UUID.randomUUID());
    try (CredentialValue value = attempt.issuer().choose(replaced)) {
      attempt.seal(Role.NEW, name, value);
      return send(name, value, replaced);
    }
  }

  private CredentialId send(CredentialId name, CredentialValue value, CredentialId replaced) {
    String label =
        "rekey/%s/%s/%d"
            .formatted(planned.id().campaign(), planned.id().credential(), attempt.round());
    Outcome<CredentialId> outcome =
        attempt
            .effects()
            .passChosen(
                name,
                replaced,
                Map.of("label", label),
                () ->
                    attempt
                        .issuer()
                        .install(value, replaced, label)
                        .map(id -> {
                          // On record as issued only with its value in the escrow under its own id.
                          attempt.seal(Role.NEW, id, value);
                          return id;
                        }),
                id -> Map.of("credential", id.value()));
    if (outcome instanceof Outcome.Rejected<CredentialId>(Rejection why, String message)) {
      throw refused(why, message, replaced);
    }
    return attempt.expect(outcome);
  }

  private Refusal refused(Rejection why, String message, CredentialId replaced) {
    return switch (why) {
      case CONFLICT -> {
        Strangers.refuse(attempt, list());
        yield new Refusal(
            HeldReason.CONFLICT,
            "%s does not stand there any more, and nothing was changed: %s"
                .formatted(replaced, message));
      }
      case SLOTS_FULL -> new Refusal(HeldReason.SLOTS_FULL, message);
      case NOT_FOUND, FORBIDDEN, INVALID ->
          new Refusal(HeldReason.REJECTED, "%s: %s".formatted(why, message));
    };
  }

  /** What the new one takes the place of: the recorded one, or a lost one of our own making. */
  private CredentialId requireStanding() {
    Listed listed = list();
    Strangers.refuse(attempt, listed);
    if (planned.overlap() != Overlap.NONE) {
      Slots.requireFree(attempt, listed);
      return planned.id().credential();
    }
    return attempt.past().everIssued().stream()
        .map(CredentialId::new)
        .filter(id -> listed.find(id).isPresent())
        .reduce((_, last) -> last)
        .or(() -> Optional.of(planned.id().credential()).filter(id -> listed.find(id).isPresent()))
        .orElseThrow(() ->
            new Refusal(
                HeldReason.MISMATCH,
                "%s is not listed for %s: somebody changed it"
                    .formatted(planned.id().credential(), identity)));
  }

  /**
   * The value that was to be sent is gone from the escrow. That it does not stand is known once its
   * call's deadline and the lag are over, if everything that stands is known.
   */
  private void settleUnsent(Entry intent) {
    Listed now = list();
    Strangers.refuse(attempt, now);
    if (!now.complete()) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "the value chosen for %s is lost, and the list cannot tell whether it stands"
              .formatted(identity));
    }
    Instant settled = intent.at().plus(attempt.issuer().deadline()).plus(planned.lag());
    if (attempt.now().isBefore(settled)) {
      throw new Later(
          HeldReason.UNREACHABLE,
          "asks again what stands there, once its call can't be carried out any more",
          Duration.between(attempt.now(), settled));
    }
    attempt.settle(intent, false, Map.of("found", "nothing that was chosen"));
  }

  private Listed list() {
    return attempt.listed();
  }
}
