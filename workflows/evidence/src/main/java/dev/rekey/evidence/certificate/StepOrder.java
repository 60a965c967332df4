// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Shown;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which steps are done, and whether they came in the order that promise P1 demands. */
final class StepOrder {

  static final String PREFLIGHT = "preflight";
  static final String ISSUE = "issue";
  static final String REVOKE = "revoke";
  static final String PROVE = "prove";

  private static final List<String> INSTALLED = List.of("deliver", "confirm", "validate");

  /** What must stand before the old credential is touched. */
  private static final List<String> REPLACED =
      List.of(ISSUE, "prove-new", "deliver", "confirm", "validate");

  private static final List<String> REPLACE =
      List.of(
          "approve",
          PREFLIGHT,
          ISSUE,
          "prove-new",
          "deliver",
          "confirm",
          "validate",
          "observe",
          "disable",
          "soak",
          REVOKE,
          PROVE);

  private static final List<String> RETIRE =
      REPLACE.stream().filter(step -> !REPLACED.contains(step)).toList();

  /** These a system may not be able to do, or a decision may leave out. */
  private static final Set<String> OPTIONAL = Set.of("approve", "observe", "disable", "soak");

  /** What would only lengthen the outage where issuing is the cut. */
  private static final Set<String> WAITS = Set.of("observe", "disable", "soak");

  private final boolean inPlace;
  private List<String> life;
  private final Set<String> done = new LinkedHashSet<>();

  StepOrder(Planned planned) {
    this.inPlace = planned.inPlace();
    this.life =
        switch (planned.disposition()) {
          case REPLACE ->
              inPlace ? REPLACE.stream().filter(step -> !WAITS.contains(step)).toList() : REPLACE;
          case RETIRE -> RETIRE;
          case REVOKE_NOW -> List.of("approve", PREFLIGHT, REVOKE, PROVE);
        };
  }

  boolean isDone(String step) {
    return done.contains(step);
  }

  /**
   * What is missing before the old credential may be touched.
   *
   * @param cutAnyway whether a decision put the cut before the replacement
   */
  List<String> missingBeforeCut(boolean cutAnyway) {
    return REPLACED.stream()
        .filter(step -> !done.contains(step) && isNeeded(step, cutAnyway))
        .toList();
  }

  /** A decision puts the cut before the replacement, unless issuing that is the cut. */
  private boolean isNeeded(String step, boolean cutAnyway) {
    return !cutAnyway || !REPLACED.contains(step) || (inPlace && step.equals(ISSUE));
  }

  /**
   * Records that a step is done.
   *
   * @param cutAnyway whether a decision put the cut before the replacement
   * @return what is wrong with it, if anything
   */
  Optional<String> done(String step, boolean cutAnyway) {
    int place = life.indexOf(step);
    if (place < 0) {
      return Optional.of(
          "step '%s' is none of this life's (expected: one of %s)"
              .formatted(Shown.text(step), life));
    }
    List<String> missing =
        life.subList(0, place).stream()
            .filter(earlier -> !OPTIONAL.contains(earlier) && !done.contains(earlier))
            .filter(earlier -> isNeeded(earlier, cutAnyway))
            .toList();
    List<String> early =
        done.contains(step) || cutAnyway || REPLACED.contains(step)
            ? List.of()
            : life.subList(place + 1, life.size()).stream().filter(done::contains).toList();
    done.add(step);
    if (!missing.isEmpty()) {
      return Optional.of("step %s is done before %s".formatted(step, String.join(", ", missing)));
    }
    return early.isEmpty()
        ? Optional.empty()
        : Optional.of("step %s is done after %s".formatted(step, String.join(", ", early)));
  }

  /** A place lost the new credential: it has to be installed again. */
  void regressed() {
    INSTALLED.forEach(done::remove);
  }

  /** A place more: it has to be installed there, and what follows comes anew. */
  void extended() {
    INSTALLED.forEach(done::remove);
    WAITS.forEach(done::remove);
  }

  /** Nobody needs it any more: it dies without a replacement. */
  void retired() {
    life = RETIRE;
  }

  /** Somebody decided to roll back: nothing that was installed or waited for holds any more. */
  void turnedBack() {
    done.retainAll(Set.of("approve", PREFLIGHT, ISSUE));
  }

  /** A step of the way back is done. */
  void back(String step) {
    done.add(step);
  }

  /** All was taken back. */
  void takenBack() {
    done.retainAll(Set.of("approve"));
  }

  /** What was proven dead is alive again. */
  void revived() {
    done.remove(REVOKE);
    done.remove(PROVE);
  }

  /** The new credential was lost: another one has to be issued. */
  void lost() {
    REPLACED.forEach(done::remove);
  }
}
