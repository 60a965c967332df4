// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
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
      adopt(attempt, attempt.past().openIntent(Effect.Type.ISSUE).orElseGet(() -> ask(attempt)));
    }
    CredentialId issued = attempt.past().issued().orElseThrow(() -> new Lost("nothing is issued"));
    try (CredentialValue sealed = attempt.newValue()) {
      return attempt.done(
          "%s was made by hand, its value is sealed (%s)".formatted(issued, sealed.names()),
          Map.of("credential", issued.value(), "by", "hand"));
    }
  }

  private static Entry ask(Attempt attempt) {
    String label =
        "rekey/%s/%s/%d"
            .formatted(
                attempt.planned().id().campaign(),
                attempt.planned().id().credential(),
                attempt.round());
    attempt.pass(
        Effect.Type.ISSUE,
        label,
        intended(attempt, label),
        () -> new Outcome.Unknown<String>("a person makes it"),
        _ -> Map.of());
    return attempt.past().openIntent(Effect.Type.ISSUE).orElseThrow();
  }

  private static Map<String, Object> intended(Attempt attempt, String label) {
    Map<String, Object> intended = new LinkedHashMap<>(attempt.asked(Task.Work.ISSUE).intended());
    intended.put("known", List.of());
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
}
