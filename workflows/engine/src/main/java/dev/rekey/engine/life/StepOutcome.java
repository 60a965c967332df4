// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.evidence.chain.Entry;

/** What came of a command: of a step, of waiting for a decision, or of time. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepOutcome.Done.class, name = "done"),
  @JsonSubTypes.Type(value = StepOutcome.Regressed.class, name = "regressed"),
  @JsonSubTypes.Type(value = StepOutcome.Lost.class, name = "lost"),
  @JsonSubTypes.Type(value = StepOutcome.Blocked.class, name = "blocked"),
  @JsonSubTypes.Type(value = StepOutcome.Retry.class, name = "retry"),
  @JsonSubTypes.Type(value = StepOutcome.CutAnyway.class, name = "cut-anyway"),
  @JsonSubTypes.Type(value = StepOutcome.RollBack.class, name = "roll-back"),
  @JsonSubTypes.Type(value = StepOutcome.Excepted.class, name = "excepted"),
  @JsonSubTypes.Type(value = StepOutcome.ExceptionOver.class, name = "exception-over"),
  @JsonSubTypes.Type(value = StepOutcome.HandedOver.class, name = "handed-over"),
  @JsonSubTypes.Type(value = StepOutcome.Postponed.class, name = "postponed"),
  @JsonSubTypes.Type(value = StepOutcome.Extended.class, name = "extended"),
  @JsonSubTypes.Type(value = StepOutcome.Retired.class, name = "retired"),
  @JsonSubTypes.Type(value = StepOutcome.ByHand.class, name = "by-hand"),
  @JsonSubTypes.Type(value = StepOutcome.Prolonged.class, name = "prolonged"),
  @JsonSubTypes.Type(value = StepOutcome.Overdue.class, name = "overdue")
})
public sealed interface StepOutcome {

  /** What an entry says that came of a step. */
  static StepOutcome of(Entry entry) {
    return switch (String.valueOf(entry.body().get("result"))) {
      case "done" -> new Done();
      case "regressed" -> new Regressed();
      case "lost" -> new Lost();
      default -> new Blocked(HeldReason.of(String.valueOf(entry.body().get("reason"))));
    };
  }

  /** The step is done; for {@code APPROVE}: the owner approved. */
  record Done() implements StepOutcome {}

  /** A place does not hold the new credential any more; found before the old one is touched. */
  record Regressed() implements StepOutcome {}

  /** The new credential or its sealed value is gone. */
  record Lost() implements StepOutcome {}

  /** The step cannot go on. */
  record Blocked(HeldReason reason) implements StepOutcome {

    public Blocked {
      requireNonNull(reason, "reason is null");
    }
  }

  /** A signed decision, or the end of the cause: try the step again. */
  record Retry() implements StepOutcome {}

  /** A signed decision: kill the old one although its replacement does not stand everywhere. */
  record CutAnyway() implements StepOutcome {}

  /** A signed decision: take back what was done, as long as the old one lives. */
  record RollBack() implements StepOutcome {}

  /** Two signed decisions: let it rest until a date. */
  record Excepted() implements StepOutcome {}

  /** That date has come. */
  record ExceptionOver() implements StepOutcome {}

  /** A signed decision: it is another team's. */
  record HandedOver() implements StepOutcome {}

  /** A signed decision: go on, but not yet. */
  record Postponed() implements StepOutcome {}

  /** A signed decision: there is a place more. */
  record Extended() implements StepOutcome {}

  /** A signed decision: nobody needs it any more. */
  record Retired() implements StepOutcome {}

  /** A signed decision: people's hands do what the call does not. */
  record ByHand() implements StepOutcome {}

  /** Two signed decisions: its deadline is a later one. */
  record Prolonged() implements StepOutcome {}

  /** Its deadline has come, and the plan's approval is the signed cut from then on. */
  record Overdue() implements StepOutcome {}
}
