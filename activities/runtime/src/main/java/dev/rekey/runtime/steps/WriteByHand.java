// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.Refusal;
import dev.rekey.runtime.tasks.Asked;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.runtime.tasks.Tasks;
import dev.rekey.spi.Places.Reach;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Has a person write a place. The intent stands first, as for every write. Where the place can be
 * read it closes itself; else somebody signs what they did, and two people attest what it holds.
 *
 * @param value what is written, as the intent names it: {@code new} and the credential's id, or
 *     {@code old}
 */
record WriteByHand(Attempt attempt, String value) {

  private static final String VALUE = "value";

  /** Whether people write this place. */
  static boolean isFor(Attempt attempt) {
    return attempt.places().reach() != Reach.WRITE;
  }

  /** The new value. */
  static StepResult deliver(Attempt attempt) {
    String issued =
        attempt.past().issued().orElseThrow(() -> new Lost("nothing is issued")).value();
    try (CredentialValue fresh = attempt.newValue()) {
      return new WriteByHand(attempt, "new " + issued).write(fresh);
    }
  }

  /** The old value, on the way back. */
  static StepResult restore(Attempt attempt) {
    try (CredentialValue old = attempt.oldValue().orElse(null)) {
      if (old == null) {
        throw new Refusal(
            HeldReason.REJECTED,
            "the old value is not held, so that nobody can put it back to %s"
                .formatted(attempt.place()));
      }
      return new WriteByHand(attempt, "old").write(old);
    }
  }

  private StepResult write(CredentialValue wanted) {
    return attempt.places().reach() == Reach.READ ? read(wanted) : unread();
  }

  private StepResult read(CredentialValue wanted) {
    try (CredentialValue found = attempt.expect(attempt.places().read(attempt.place())).value()) {
      if (found.matches(wanted)) {
        open()
            .ifPresent(intent -> {
              attempt.settle(intent, true, Map.of("check", "read", VALUE, value));
              tasks().checked(Past.text(intent, "operation"));
            });
        return attempt.placeDone("the place was read, and holds it", /* completes= */ true);
      }
    }
    Task task = task(open().orElseGet(this::ask));
    if (task.state() == Task.State.HANDED_IN) {
      tasks().reopen(task);
      throw new Refusal(
          HeldReason.BY_HAND,
          "task %d of team %s: the place does not hold it yet".formatted(task.id(), task.hands()));
    }
    throw asked(task);
  }

  private StepResult unread() {
    Optional<Entry> written = written();
    if (written.isEmpty()) {
      Entry intent = open().orElseGet(this::ask);
      Task task = task(intent);
      if (task.state() != Task.State.HANDED_IN) {
        throw asked(task);
      }
      HandedIn.settle(attempt, intent, task, Map.of("check", "people", VALUE, value));
    } else if (isAttested(written.get())) {
      return attempt.placeDone("two people attested it when it was written", true);
    }
    return Attestations.requireOfPlace(
        attempt,
        "two people say that %s holds the %s value"
            .formatted(attempt.place(), value.equals("old") ? "old" : "new"),
        "two people attested what it holds");
  }

  private Refusal asked(Task task) {
    return new Refusal(
        HeldReason.BY_HAND,
        "task %d of team %s, due %s: write %s, and hand in what was done"
            .formatted(task.id(), task.hands(), task.due(), attempt.place()));
  }

  /** The open intent to write just this here. */
  private Optional<Entry> open() {
    return attempt
        .past()
        .openIntent(Effect.Type.WRITE)
        .filter(intent -> Past.text(intent, "target").equals(attempt.place().toString()))
        .filter(intent -> Past.text(intent, VALUE).equals(value));
  }

  private Entry ask() {
    attempt.pass(
        Effect.Type.WRITE,
        attempt.place().toString(),
        intended(),
        () -> new Outcome.Unknown<String>("a person does it"),
        _ -> Map.of());
    return open().orElseThrow();
  }

  /** The last outcome of a write here, if it was of this value. */
  private Optional<Entry> written() {
    return attempt.past().entries().stream()
        .filter(entry -> entry.type().equals("outcome"))
        .filter(entry -> Past.text(entry, "effect").equals(Effect.Type.WRITE.text()))
        .filter(entry -> Past.text(entry, "target").equals(attempt.place().toString()))
        .reduce((_, last) -> last)
        .filter(entry -> Past.text(entry, "result").equals("done"))
        .filter(entry -> Past.text(entry, VALUE).equals(value));
  }

  private boolean isAttested(Entry written) {
    return attempt.past().entries().stream()
        .filter(entry -> entry.type().equals("place") && entry.seq() > written.seq())
        .filter(entry -> Long.valueOf(attempt.placeIndex()).equals(entry.body().get("at")))
        .anyMatch(entry ->
            entry.body().get("facts") instanceof Map<?, ?> facts
                && Boolean.TRUE.equals(facts.get("attested")));
  }

  private Map<String, String> intended() {
    Map<String, String> intended = new TreeMap<>(asked().intended());
    intended.put(VALUE, value);
    return intended;
  }

  private Task task(Entry intent) {
    return tasks().open(attempt.place(), intent, attempt.planned(), asked());
  }

  private Asked asked() {
    return Asked.of(
        attempt.place(),
        value.equals("old"),
        attempt.planned(),
        attempt.tools().systems().entry(attempt.place().system()));
  }

  private Tasks tasks() {
    return attempt.tasks();
  }
}
