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
import dev.rekey.spi.Reading;
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

  /** Whether people write this place: no call can, or a signed decision says that none does. */
  static boolean isFor(Attempt attempt) {
    return attempt.places().reach() != Reach.WRITE || attempt.byHand();
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
    if (attempt.places().reach() == Reach.NOTHING) {
      return unread();
    }
    Outcome<Reading> reading = attempt.places().read(attempt.place());
    // Where a decision gave it into people's hands, what cannot be read either they attest.
    boolean attested = attempt.byHand() && !(reading instanceof Outcome.Done<Reading>);
    return attested ? unread() : read(attempt.expect(reading), wanted);
  }

  private StepResult read(Reading reading, CredentialValue wanted) {
    try (CredentialValue found = reading.value()) {
      if (found.matches(wanted)) {
        openHere().ifPresent(this::settleRead);
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

  /** The place holds what is wanted; if the other value was to be written, nobody did that. */
  private void settleRead(Entry intent) {
    boolean wanted = Past.text(intent, VALUE).equals(value);
    attempt.settle(intent, wanted, Map.of("check", "read", VALUE, Past.text(intent, VALUE)));
    if (wanted) {
      tasks().checked(Past.text(intent, "operation"));
    } else {
      tasks().drop(Past.text(intent, "operation"));
    }
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
    return openHere().filter(intent -> Past.text(intent, VALUE).equals(value));
  }

  private Optional<Entry> openHere() {
    return attempt
        .past()
        .openIntent(Effect.Type.WRITE)
        .filter(intent -> Past.text(intent, "target").equals(attempt.place().toString()));
  }

  private Entry ask() {
    attempt.effects().ask(Effect.Type.WRITE, attempt.place().toString(), intended());
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
