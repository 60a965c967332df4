// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.words.Place;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom people's intent asks for what. It stands in the ledger: whoever changes a task's row changes
 * neither who is let in on a value nor, unseen, what people are told to do.
 *
 * @param instructions empty of an intent that was written before intents held them
 */
public record Asked(String hands, String instructions) {

  private static final String HANDS = "hands";
  private static final String INSTRUCTIONS = "instructions";

  /** What is to be done about a credential. */
  public static Asked of(Task.Work work, PlannedRotation planned, SystemEntry system) {
    return new Asked(Tasks.hands(planned, system), Instructions.of(work, planned, system));
  }

  /**
   * What is to be written to a place.
   *
   * @param old whether the old value is put back there
   */
  public static Asked of(Place place, boolean old, PlannedRotation planned, SystemEntry system) {
    return new Asked(Tasks.hands(planned, system), Instructions.of(place, old, planned, system));
  }

  static Asked of(Entry intent) {
    return new Asked(
        Past.text(intent, HANDS),
        intent.body().containsKey(INSTRUCTIONS) ? Past.text(intent, INSTRUCTIONS) : "");
  }

  /** As the intent holds it. */
  public Map<String, String> intended() {
    return Map.of(HANDS, hands, INSTRUCTIONS, instructions);
  }

  /** What the task's row says that the intent does not; empty if it says the same. */
  static Optional<String> objection(Task task, Entry intent) {
    Asked asked = of(intent);
    if (!asked.hands.equals(task.hands())) {
      return Optional.of("it is for %s (expected: %s)".formatted(task.hands(), asked.hands));
    }
    if (task.work() == Task.Work.WRITE
        && !Objects.equals(task.place(), Past.text(intent, "target"))) {
      return Optional.of(
          "it is about %s (expected: %s)".formatted(task.place(), Past.text(intent, "target")));
    }
    return asked.instructions.isEmpty() || asked.instructions.equals(task.instructions())
        ? Optional.empty()
        : Optional.of("its instructions are not those that people were given");
  }
}
