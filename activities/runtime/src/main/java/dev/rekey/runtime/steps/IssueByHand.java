// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.escrow.Escrow.Role;
import dev.rekey.runtime.escrow.HandedValue;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Has a person make the new credential. The intent stands first, as for every call; what becomes of
 * it is known once the value was handed in, sealed.
 */
final class IssueByHand implements StepWork {

  @Override
  public StepResult run(Attempt attempt) {
    if (attempt.past().issued().isEmpty()) {
      adopt(attempt, attempt.past().openTask(Effect.Type.ISSUE).orElseGet(() -> ask(attempt)));
    }
    CredentialId issued = attempt.past().issued().orElseThrow(() -> new Lost("nothing is issued"));
    try (CredentialValue sealed = attempt.newValue()) {
      return attempt.done(
          "%s was made by hand, its value is sealed (%s)".formatted(issued, sealed.names()),
          Map.of("credential", issued.value(), "by", "hand"));
    }
  }

  private static Entry ask(Attempt attempt) {
    requireOneSecret(attempt);
    String label =
        "rekey/%s/%s/%d"
            .formatted(
                attempt.planned().id().campaign(),
                attempt.planned().id().credential(),
                attempt.round());
    attempt.effects().ask(Effect.Type.ISSUE, label, intended(attempt, label));
    return attempt.past().openTask(Effect.Type.ISSUE).orElseThrow();
  }

  /** One value is handed in; of a public id beside it the same hand-in says which it is. */
  private static void requireOneSecret(Attempt attempt) {
    KindCapabilities can = attempt.issuer().can();
    if (secrets(can).size() > 1) {
      throw new Refusal(
          HeldReason.REJECTED,
          "a new %s has %s, and one value is handed in: it cannot be made by hand"
              .formatted(can.kind(), secrets(can)));
    }
  }

  private static List<String> secrets(KindCapabilities can) {
    return can.parts().stream().filter(part -> !part.equals(HandedValue.ID)).toList();
  }

  /** What is listed before anybody makes one, if that can be asked: so none is made twice. */
  private static List<String> known(Attempt attempt) {
    if (attempt.issuer().can().list() == Listing.NONE) {
      return List.of();
    }
    if (attempt.issuer().list() instanceof Outcome.Done<Listed>(Listed listed)) {
      Strangers.refuse(attempt, listed);
      Slots.requireFree(attempt, listed);
      return listed.credentials().stream().map(one -> one.id().value()).toList();
    }
    return List.of(attempt.planned().id().credential().value());
  }

  /** What was handed in for this intent, if anything: else nobody waits for that any more. */
  static Optional<CredentialId> standing(Attempt attempt, Entry intent) {
    String operation = Past.text(intent, "operation");
    boolean handedIn =
        attempt
            .tasks()
            .find(operation)
            .filter(task -> task.state() == Task.State.HANDED_IN)
            .isPresent();
    if (handedIn) {
      adopt(attempt, intent);
    } else {
      attempt.tasks().drop(operation);
      attempt.settle(intent, false, Map.of("found", "nothing was handed in"));
    }
    return attempt.past().issued();
  }

  private static Map<String, Object> intended(Attempt attempt, String label) {
    Map<String, Object> intended = new LinkedHashMap<>(attempt.asked(Task.Work.ISSUE).intended());
    intended.put("known", known(attempt));
    intended.put("label", label);
    return intended;
  }

  private static void adopt(Attempt attempt, Entry intent) {
    Task task = attempt.task(Task.Work.ISSUE, intent);
    if (task.state() == Task.State.OPEN) {
      throw new Refusal(
          HeldReason.BY_HAND,
          "task %d of team %s, due %s: make the new credential and hand its value in"
              .formatted(task.id(), task.hands(), task.due()));
    }
    CredentialId credential =
        Objects.requireNonNull(
            HandedIn.signed(attempt, task).credential(), "an id is handed in with a value");
    requireListed(attempt, task, credential);
    complete(attempt, credential);
    HandedIn.settle(
        attempt,
        intent,
        task,
        Map.of(
            "credential",
            credential.value(),
            "created",
            Optional.ofNullable(task.handedAt()).orElseThrow(),
            "found",
            "handed in",
            "label",
            Past.text(intent, "label")));
  }

  /** An id that was mistyped would be taken for ours for ever. */
  private static void requireListed(Attempt attempt, Task task, CredentialId credential) {
    if (attempt.issuer().can().list() != Listing.FULL) {
      return;
    }
    IdentityName identity = attempt.planned().id().lane().identity();
    boolean missing =
        attempt.issuer().list() instanceof Outcome.Done<Listed>(Listed listed)
            && listed.complete()
            && listed.find(credential).isEmpty();
    if (missing) {
      attempt.tasks().reopen(task);
      throw new Refusal(
          HeldReason.BY_HAND,
          "task %d: %s was handed in, and is not listed for %s: hand in the id of what was made"
              .formatted(task.id(), credential, identity));
    }
  }

  /** Puts the parts of the kind together from what was handed in: its public id, and one value. */
  private static void complete(Attempt attempt, CredentialId credential) {
    List<String> parts = attempt.issuer().can().parts();
    try (CredentialValue handed = attempt.sealed(credential).orElse(null)) {
      if (handed == null || handed.names().containsAll(parts)) {
        return;
      }
      try (CredentialValue value = HandedValue.whole(handed, parts, credential)) {
        attempt.seal(Role.NEW, credential, value);
      }
    }
  }
}
