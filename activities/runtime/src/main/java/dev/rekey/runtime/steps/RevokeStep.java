// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.KindCapabilities.Revoke;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Kills the recorded credential and no other (P2): by its id, if what is listed there matches. */
final class RevokeStep implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.byHand() || attempt.issuer().can().revoke() == Revoke.BY_HAND) {
      return new RevokeByHand().run(attempt);
    }
    PlannedRotation planned = attempt.planned();
    Listed listed = attempt.listed();
    Optional<ListedCredential> found = listed.find(planned.id().credential());
    found.ifPresent(one -> requireRecorded(attempt, one));
    Outcome<Changed> revoked =
        attempt
            .effects()
            .pass(
                Effect.Type.REVOKE,
                planned.id().credential().value(),
                Map.of("listed", found.isPresent()),
                () -> attempt.issuer().revoke(planned.id().credential()),
                changed -> Map.of("changed", changed));
    Changed changed = attempt.expect(revoked);
    return attempt.done("the old one is revoked", Map.of("revoked", changed));
  }

  private static void requireRecorded(Attempt attempt, ListedCredential found) {
    Object created =
        attempt.past().facts(Step.PREFLIGHT).map(facts -> facts.get("created")).orElse(null);
    String now = found.created() == null ? null : found.created().toString();
    if (!Objects.equals(now, created)) {
      throw new Refusal(
          HeldReason.MISMATCH,
          "%s was created %s (expected, as recorded: %s)"
              .formatted(found.id(), told(now), told(created)));
    }
  }

  private static Object told(@Nullable Object created) {
    return created == null ? "at a time that the system does not say" : created;
  }
}
