// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import java.util.Optional;
import java.util.Set;

/** The way back of a rotation: decided, in reverse, and never after the old one was revoked. */
final class WayBack {

  static final Set<String> STEPS = Set.of("enable", "restore", "withdraw");

  private final Permissions permissions;
  private final StepOrder steps;
  private final Intents intents;

  WayBack(Permissions permissions, StepOrder steps, Intents intents) {
    this.permissions = permissions;
    this.steps = steps;
    this.intents = intents;
  }

  /**
   * Whether the decision to roll back is all that this effect needs: a change of what is planned
   * may wait for its approval meanwhile.
   *
   * @param issuedBefore whether something may have been issued, so that it is asked for once more
   */
  boolean covers(Effect effect, boolean issuedBefore) {
    return permissions.turnedBack()
        && switch (effect) {
          case ENABLE, WRITE, WITHDRAW -> true;
          case ISSUE -> issuedBefore;
          case DISABLE, REVOKE, DESTROY -> false;
        };
  }

  /**
   * What is wrong with switching the old credential on again, if anything.
   *
   * @param brownedOut whether it was switched off only to see who misses it
   */
  Optional<String> enables(boolean brownedOut) {
    if (!permissions.turnedBack() && !brownedOut) {
      return Optional.of("switches the old credential on, and nobody decided to roll back");
    }
    return afterPivot();
  }

  private Optional<String> afterPivot() {
    return intents.happened(Effect.REVOKE)
        ? Optional.of("is rolled back after the old credential was revoked")
        : Optional.empty();
  }

  /** What is wrong with removing what was issued, if anything. */
  Optional<String> withdraws(String target, String recorded) {
    if (target.equals(recorded)) {
      return Optional.of("withdraws the recorded credential, which is to be revoked instead");
    }
    return permissions.turnedBack() && intents.announced(Effect.WRITE) && !steps.isDone("restore")
        ? Optional.of("withdraws what places may still hold")
        : Optional.empty();
  }

  /** What is wrong with touching the old credential, if anything. */
  Optional<String> cuts() {
    return permissions.turnedBack()
        ? Optional.of("kills the old credential while it is rolled back")
        : Optional.empty();
  }

  /** What is wrong with this step of the way back being done, if anything. */
  Optional<String> done(String step) {
    if (!permissions.turnedBack()) {
      return Optional.of("step %s is done, and nobody decided to roll back".formatted(step));
    }
    if (step.equals("withdraw")) {
      permissions.wasTakenBack();
      steps.takenBack();
      return afterPivot();
    }
    Optional<String> early =
        step.equals("restore") && !steps.isDone("enable")
            ? Optional.of("step restore is done before enable")
            : Optional.empty();
    steps.back(step);
    return early.or(this::afterPivot);
  }
}
