// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for people.
 *
 * @param plan the plan that waits for its approval; null if none does
 * @param exceptions those that wait for a second signature
 */
public record PendingView(
    @Nullable PendingPlan plan, List<RotationView> rotations, List<PendingException> exceptions) {

  public PendingView {
    rotations = List.copyOf(rotations);
    exceptions = List.copyOf(exceptions);
  }

  /** A plan by number and digest. */
  public record PendingPlan(int number, String digest) {}

  /**
   * An exception that one person has signed.
   *
   * @param digest of that statement
   */
  public record PendingException(
      String digest, String rotation, String person, Instant until, String reason) {}
}
