// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * When each plan was first approved by somebody who could; and which ones their author approved
 * alone, which counts for what is cut at once and for nothing else.
 */
final class PlanApprovals {

  private final Map<PlanSubject, Instant> first = new LinkedHashMap<>();
  private final Map<PlanSubject, CheckedDecision> alone = new LinkedHashMap<>();
  private final List<String> remarks = new ArrayList<>();

  PlanApprovals(Decisions decisions) {
    for (CheckedDecision decision : decisions.all()) {
      if (decision.statement().subject() instanceof PlanSubject plan
          && decision.statement().verb() == Verb.APPROVE
          && Authority.suffices(decision.member(), decision.statement(), null)) {
        approved(decision, plan, decisions);
      }
    }
  }

  private void approved(CheckedDecision decision, PlanSubject plan, Decisions decisions) {
    if (decision.statement().solo() && alone.putIfAbsent(plan, decision) == null) {
      remarks.add(
          "plan %d was approved by its author alone, %s: %s; %s"
              .formatted(
                  plan.number(),
                  decision.person(),
                  decision.statement().reason(),
                  decisions
                      .countersigner(decision)
                      .map(person -> "countersigned by " + person)
                      .orElse("NOBODY has countersigned it")));
    }
    if (decisions.independent(decision, plan)) {
      first.merge(
          plan, decision.statement().time(), (one, other) -> one.isBefore(other) ? one : other);
    }
  }

  Optional<Instant> of(PlanSubject plan) {
    return Optional.ofNullable(first.get(plan));
  }

  /** When its author alone approved a plan, in an emergency and with a reason. */
  Optional<Instant> alone(PlanSubject plan) {
    return Optional.ofNullable(alone.get(plan)).map(decision -> decision.statement().time());
  }

  /** What a reader has to be told of approvals that one person gave alone. */
  List<String> remarks() {
    return List.copyOf(remarks);
  }
}
