// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a rotation has behind it.
 *
 * @param overlap whether old and new can be alive side by side; a life that was stored before lives
 *     said so could
 * @param done the steps that are done and still hold
 * @param cutAnyway whether a signed decision lets the old credential die before its replacement
 *     stands everywhere
 */
public record Life(Disposition disposition, Overlap overlap, Set<Step> done, boolean cutAnyway) {

  private static final List<Step> INSTALLED = List.of(Step.DELIVER, Step.CONFIRM, Step.VALIDATE);
  private static final List<Step> REPLACED =
      List.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE);

  public Life {
    overlap = requireNonNullElse(overlap, Overlap.YES);
    Set<Step> sorted = EnumSet.noneOf(Step.class);
    sorted.addAll(done);
    done = Collections.unmodifiableSet(sorted);
  }

  /**
   * A life that has not begun.
   *
   * @param ownerApproves whether the owner's approval is asked for beside the plan's
   */
  public static Life begin(Disposition disposition, Overlap overlap, boolean ownerApproves) {
    return new Life(
        disposition,
        overlap,
        ownerApproves ? Set.of() : EnumSet.of(Step.APPROVE),
        /* cutAnyway= */ false);
  }

  /** The first step of the route that is not done; empty when the route is at its end. */
  Optional<Step> next() {
    return Route.of(this).stream().filter(step -> !done.contains(step)).findFirst();
  }

  Life with(Step step) {
    Set<Step> more = EnumSet.of(step);
    more.addAll(done);
    return new Life(disposition, overlap, more, cutAnyway);
  }

  /** The places do not hold the new credential any more: install it again. */
  Life uninstalled() {
    return without(INSTALLED);
  }

  /** The new credential is lost: issue again. */
  Life unreplaced() {
    return without(REPLACED);
  }

  /** What was proven dead is alive again: kill it and prove it once more. */
  Life unproven() {
    return without(List.of(Step.REVOKE, Step.PROVE));
  }

  Life cut() {
    return new Life(disposition, overlap, done, /* cutAnyway= */ true);
  }

  private Life without(List<Step> undone) {
    Set<Step> fewer = EnumSet.noneOf(Step.class);
    fewer.addAll(done);
    undone.forEach(fewer::remove);
    return new Life(disposition, overlap, fewer, cutAnyway);
  }
}
