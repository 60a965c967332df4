// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When each plan was first approved by somebody who could. */
final class PlanApprovals {

  private final Map<PlanSubject, Instant> first = new LinkedHashMap<>();

  PlanApprovals(Decisions decisions) {
    for (CheckedDecision decision : decisions.all()) {
      if (decision.statement().subject() instanceof PlanSubject plan
          && decision.statement().verb() == Verb.APPROVE
          && Authority.suffices(decision.member(), decision.statement(), null)
          && decisions.independent(decision, plan)) {
        first.merge(
            plan, decision.statement().time(), (one, other) -> one.isBefore(other) ? one : other);
      }
    }
  }

  Optional<Instant> of(PlanSubject plan) {
    return Optional.ofNullable(first.get(plan));
  }
}
