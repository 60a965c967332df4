// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The side effects of one rotation: announced before they happen, with their outcomes after. */
final class Intents {

  /** What was done, now or already, needs no doing again. */
  private static final Set<String> HAPPENED = Set.of("done", "already");

  private record Intent(Effect effect, String target, String place) {}

  private final Map<String, Intent> intents = new TreeMap<>();
  private final Map<String, String> results = new TreeMap<>();

  /**
   * Records an intent.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> intent(Entry entry) {
    Fields fields = Fields.of("intent", entry.body());
    String operation = fields.text("operation");
    String place = fields.textOrNull("place");
    Intent intent =
        new Intent(
            fields.oneOf("effect", Effect.class),
            fields.text("target"),
            place == null ? "" : place);
    Intent earlier = intents.putIfAbsent(operation, intent);
    return earlier == null || earlier.equals(intent)
        ? Optional.empty()
        : Optional.of("operation %s was meant for something else before".formatted(operation));
  }

  /**
   * Records an outcome.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> outcome(Entry entry) {
    Fields fields = Fields.of("outcome", entry.body());
    String operation = fields.text("operation");
    String result = fields.text("result");
    results.merge(operation, result, (one, other) -> HAPPENED.contains(one) ? one : other);
    return intents.containsKey(operation)
        ? Optional.empty()
        : Optional.of("outcome of operation %s, which nobody announced".formatted(operation));
  }

  /** Whether this operation was announced as that effect. */
  boolean is(Effect effect, String operation) {
    Intent intent = intents.get(operation);
    return intent != null && intent.effect() == effect;
  }

  boolean announced(Effect effect) {
    return intents.values().stream().anyMatch(intent -> intent.effect() == effect);
  }

  boolean happened(Effect effect) {
    return intents.entrySet().stream()
        .anyMatch(intent ->
            intent.getValue().effect() == effect
                && HAPPENED.contains(results.getOrDefault(intent.getKey(), "")));
  }

  /** The operations without an outcome. */
  List<String> open() {
    return intents.keySet().stream().filter(operation -> !results.containsKey(operation)).toList();
  }

  /** What is missing of a step that says it is done, if anything. */
  Optional<String> missing(String step, boolean inPlace) {
    return switch (step) {
      case StepOrder.ISSUE -> missingIssue(inPlace);
      case StepOrder.REVOKE ->
          happened(Effect.REVOKE)
              ? Optional.empty()
              : Optional.of("revoked, but no outcome of a revoke says so");
      default -> Optional.empty();
    };
  }

  private Optional<String> missingIssue(boolean inPlace) {
    if (!announced(Effect.ISSUE)) {
      return Optional.of("issued without an intent on record");
    }
    return inPlace && !happened(Effect.ISSUE)
        ? Optional.of("replaced in place, but no outcome of an issue says so")
        : Optional.empty();
  }
}
