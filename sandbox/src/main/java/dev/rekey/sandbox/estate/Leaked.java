// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.estate;

import static java.util.Objects.requireNonNull;

import dev.rekey.sandbox.traffic.Attempt;
import dev.rekey.sandbox.traffic.Consumer;
import java.util.Optional;

/**
 * A leaked credential.
 *
 * @param group what is told about it together
 * @param row as the list has it
 * @param consumer who works with it; empty if nobody needs it
 * @param stolen the attacker's copy
 */
public record Leaked(Group group, Row row, Optional<Consumer> consumer, Attempt stolen) {
  /** Checks that nothing is null. */
  public Leaked {
    requireNonNull(group, "group is null");
    requireNonNull(row, "row is null");
    requireNonNull(consumer, "consumer is null");
    requireNonNull(stolen, "stolen is null");
  }
}
