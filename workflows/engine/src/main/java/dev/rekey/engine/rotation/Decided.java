// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.StepOutcome;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision that passed every check.
 *
 * @param side for whom it was signed, for example {@code team data}; never a person's name
 * @param until for an exception: when it ends
 */
record Decided(Verb verb, Delivery delivery, String side, @Nullable Instant until) {

  /** What it makes of what waits for it. */
  StepOutcome outcome() {
    return switch (verb) {
      case APPROVE -> new StepOutcome.Done();
      case RETRY, ATTEST, DELIVER_ANYWAY -> new StepOutcome.Retry();
      case CUT_ANYWAY -> new StepOutcome.CutAnyway();
      case ROLL_BACK -> new StepOutcome.RollBack();
      case BY_HAND -> new StepOutcome.ByHand();
      case EXTEND -> new StepOutcome.Prolonged();
      case COUNTERSIGN -> new StepOutcome.Excepted();
      case NOT_MINE -> new StepOutcome.HandedOver();
      case NOT_BEFORE -> new StepOutcome.Postponed();
      case ADD_CONSUMER -> new StepOutcome.Extended();
      case ALREADY_REPLACED, RETIRE -> new StepOutcome.Retired();
      case DENY, EXCEPT, RULE_OUT, CLOSE, REOPEN, TRUST_ROSTER, VOUCH ->
          throw new IllegalStateException("%s settles nothing by itself".formatted(verb));
    };
  }

  Statement statement() {
    return Statement.parse(delivery.signed().text());
  }

  /** What was decided and by which side, as histories may show it. */
  String sentence() {
    return "%s, signed for %s".formatted(CanonicalJson.name(verb), side);
  }
}
