// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.worker.cli.api.CampaignView.AloneView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waits for people.
 *
 * @param plan the plan that waits for its approval; null if none does
 * @param exceptions those that wait for a second signature
 * @param alone approvals that a plan's author gave alone, which nobody has countersigned
 */
public record PendingView(
    @Nullable PendingPlan plan,
    List<RotationView> rotations,
    List<PendingException> exceptions,
    List<AloneView> alone) {

  public PendingView {
    rotations = List.copyOf(rotations);
    exceptions = List.copyOf(exceptions);
    // An older server tells of none.
    alone = List.copyOf(requireNonNullElse(alone, List.of()));
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
