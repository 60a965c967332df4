// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MalformedEvidence;

/**
 * One numbered plan.
 *
 * @param number from 1
 * @param plan the plan's digest
 */
public record PlanSubject(int number, Digest plan) implements Subject {

  public PlanSubject {
    if (number < 1) {
      throw new MalformedEvidence("plan: number %d (expected: >= 1)".formatted(number));
    }
    requireNonNull(plan, "plan is null");
  }
}
