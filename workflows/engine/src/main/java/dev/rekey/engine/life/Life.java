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
import org.jspecify.annotations.Nullable;

/**
 * What a rotation has behind it.
 *
 * @param overlap whether old and new can be alive side by side; a life that was stored before lives
 *     said so could
 * @param done the steps that are done and still hold
 * @param cutAnyway whether a signed decision lets the old credential die before its replacement
 *     stands everywhere
 * @param undoing whether a signed decision takes back what was done
 * @param byHand the step that goes on by people's hands instead of a call, by a signed decision;
 *     null for none. Whatever comes of the step ends that.
 */
public record Life(
    Disposition disposition,
    Overlap overlap,
    Set<Step> done,
    boolean cutAnyway,
    boolean undoing,
    @Nullable Step byHand) {

  private static final List<Step> INSTALLED = List.of(Step.DELIVER, Step.CONFIRM, Step.VALIDATE);
  private static final List<Step> REPLACED =
      List.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE);

  private static final List<Step> BACK = List.of(Step.ENABLE, Step.RESTORE, Step.WITHDRAW);

  /** What holds no longer once the way back has begun. */
  private static final List<Step> SHAKEN =
      List.of(
          Step.PROVE_NEW,
          Step.DELIVER,
          Step.CONFIRM,
          Step.VALIDATE,
          Step.OBSERVE,
          Step.DISABLE,
          Step.SOAK);

  public Life {
    overlap = requireNonNullElse(overlap, Overlap.YES);
    Set<Step> sorted = EnumSet.noneOf(Step.class);
    sorted.addAll(done);
    done = Collections.unmodifiableSet(sorted);
  }

  /** A life of which no step goes on by hand. */
  public Life(
      Disposition disposition,
      Overlap overlap,
      Set<Step> done,
      boolean cutAnyway,
      boolean undoing) {
    this(disposition, overlap, done, cutAnyway, undoing, null);
  }

  /**
   * A life that has not begun.
   *
   * @param ownerApproves whether the owner's approval is asked for beside the plan's
   * @param contained whether the plan's approval is a signed cut
   */
  public static Life begin(
      Disposition disposition, Overlap overlap, boolean ownerApproves, boolean contained) {
    return new Life(
        disposition,
        overlap,
        ownerApproves ? Set.of() : EnumSet.of(Step.APPROVE),
        /* cutAnyway= */ contained,
        /* undoing= */ false);
  }

  /**
   * Whether there is a way back: only up to the pivot, the first step that kills for good. Before
   * preflight nothing is known to go back to.
   */
  public boolean canBeUndone() {
    return !undoing && !isDead() && done.contains(Step.PREFLIGHT);
  }

  /** Whether issuing is the cut. */
  boolean inPlace() {
    return disposition == Disposition.REPLACE && overlap == Overlap.NONE;
  }

  /** The first step of the route that is not done; empty when the route is at its end. */
  Optional<Step> next() {
    return Route.of(this).stream().filter(step -> !done.contains(step)).findFirst();
  }

  /** Whether nothing that comes after this step is done, and the step itself is. */
  boolean wasLast(Step step) {
    List<Step> route = Route.of(this);
    return route.contains(step)
        && done.contains(step)
        && route.subList(route.indexOf(step) + 1, route.size()).stream().noneMatch(done::contains);
  }

  /** The same without a step that is to come again. */
  Life unheard(Step step) {
    return without(step);
  }

  Life with(Step step) {
    Set<Step> more = EnumSet.of(step);
    more.addAll(done);
    return new Life(disposition, overlap, more, cutAnyway, undoing);
  }

  /** The places do not hold what was written any more: write it again. */
  Life uninstalled() {
    return undoing ? without(List.of(Step.RESTORE)) : without(INSTALLED);
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
    return new Life(
        disposition, overlap, without(BACK).done, /* cutAnyway= */ true, /* undoing= */ false);
  }

  /** Whether a cut would still kill what lives. */
  boolean canBeCut() {
    return !isDead() && !undoing && !cutAnyway;
  }

  /** Whether the pivot is behind it. */
  private boolean isDead() {
    return done.contains(Step.REVOKE) || (inPlace() && done.contains(Step.ISSUE));
  }

  /** Its deadline cuts it, without the approval that is waited for. */
  Life overdue() {
    return with(Step.APPROVE).cut();
  }

  /** This step goes on by people's hands. */
  Life by(Step hands) {
    return new Life(disposition, overlap, done, cutAnyway, undoing, hands);
  }

  /** From here on the way leads back. */
  Life undo() {
    return new Life(
        disposition, overlap, without(SHAKEN).done, /* cutAnyway= */ false, /* undoing= */ true);
  }

  /** All was taken back: nothing but the approval is left of it. */
  Life undone() {
    Set<Step> left = EnumSet.of(Step.APPROVE);
    left.retainAll(done);
    return new Life(disposition, overlap, left, /* cutAnyway= */ false, /* undoing= */ false);
  }

  /**
   * A place more: what was approved was another list, and what follows the delivery comes anew.
   * Preflight sees the place too where nothing has happened since; else the delivery does.
   */
  Life extended() {
    Life anew = without(Step.APPROVE).uninstalled();
    if (!done.contains(Step.REVOKE)) {
      anew = anew.without(Step.OBSERVE, Step.DISABLE, Step.SOAK);
    }
    boolean begun =
        done.contains(Step.ISSUE) || done.contains(Step.DISABLE) || done.contains(Step.REVOKE);
    return begun ? anew : anew.without(Step.PREFLIGHT);
  }

  /** Nobody needs it any more; only before anything was done for a replacement. */
  Life retired() {
    return new Life(Disposition.RETIRE, overlap, without(Step.APPROVE).done(), cutAnyway, undoing);
  }

  private Life without(Step... undone) {
    return without(List.of(undone));
  }

  private Life without(List<Step> undone) {
    Set<Step> fewer = EnumSet.noneOf(Step.class);
    fewer.addAll(done);
    undone.forEach(fewer::remove);
    return new Life(disposition, overlap, fewer, cutAnyway, undoing);
  }
}
