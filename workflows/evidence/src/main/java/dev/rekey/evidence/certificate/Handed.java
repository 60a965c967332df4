// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.evidence.decision.Verb;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a signed decision gave into people's hands: from there until the step is over no call does
 * it as well, or there may be two of what there should be one of (P3).
 */
final class Handed {

  private static final Map<Effect, String> STEPS =
      Map.of(
          Effect.ISSUE, "issue",
          Effect.WRITE, "deliver",
          Effect.DISABLE, "disable",
          Effect.REVOKE, "revoke");

  /** These verbs leave a hold as it is. */
  private static final Set<Verb> LEAVING =
      Set.of(
          Verb.RETRY,
          Verb.DELIVER_ANYWAY,
          Verb.ATTEST,
          Verb.EXCEPT,
          Verb.COUNTERSIGN,
          Verb.NOT_MINE,
          Verb.APPROVE);

  private String heldStep = "";
  private String heldBecause = "";
  private long round;
  private String step = "";

  /**
   * Takes note of a hold or of what came of a step, and holds an intent against what was decided.
   *
   * @return what is wrong with it, if anything
   */
  Optional<String> entry(Entry entry) {
    switch (entry.type()) {
      case "held" -> held(Fields.of("held", entry.body()));
      case "step" -> {
        Fields fields = Fields.of("step", entry.body());
        if (fields.has("reason")) {
          held(fields);
        } else {
          step = "";
        }
      }
      case "intent" -> {
        return objection(Fields.of("intent", entry.body()));
      }
      default -> {
        // Nothing else says who does something.
      }
    }
    return Optional.empty();
  }

  private void held(Fields fields) {
    heldStep = requireNonNullElse(fields.textOrNull("step"), "");
    heldBecause = requireNonNullElse(fields.textOrNull("reason"), "");
    round = fields.has("round") ? fields.number("round") + 1 : 0;
  }

  private Optional<String> objection(Fields intent) {
    String doing = STEPS.getOrDefault(intent.oneOf("effect", Effect.class), "");
    boolean called = !"hand".equals(intent.textOrNull("by")) && !intent.has("chosen");
    return called && doing.equals(step) && !step.isEmpty()
        ? Optional.of(
            "calls the system for step %s, which was given into people's hands".formatted(step))
        : Optional.empty();
  }

  /** A decision about this rotation that counts. */
  void decision(CheckedDecision decision, Planned planned) {
    DecisionEntry entry = decision.entry();
    Verb verb = decision.statement().verb();
    Digest facts = planned.shown();
    if (verb == Verb.BY_HAND && entry != null && facts != null) {
      boolean about = HoldShown.of(facts, heldStep, heldBecause, round).equals(entry.shown());
      step = about ? heldStep : step;
    } else if (!LEAVING.contains(verb)) {
      step = "";
    }
  }
}
