// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static dev.rekey.engine.life.Step.APPROVE;
import static dev.rekey.engine.life.Step.CONFIRM;
import static dev.rekey.engine.life.Step.DELIVER;
import static dev.rekey.engine.life.Step.DISABLE;
import static dev.rekey.engine.life.Step.ENABLE;
import static dev.rekey.engine.life.Step.ISSUE;
import static dev.rekey.engine.life.Step.OBSERVE;
import static dev.rekey.engine.life.Step.PREFLIGHT;
import static dev.rekey.engine.life.Step.PROVE;
import static dev.rekey.engine.life.Step.PROVE_NEW;
import static dev.rekey.engine.life.Step.RESTORE;
import static dev.rekey.engine.life.Step.REVOKE;
import static dev.rekey.engine.life.Step.SOAK;
import static dev.rekey.engine.life.Step.VALIDATE;
import static dev.rekey.engine.life.Step.WITHDRAW;

import dev.rekey.words.KindCapabilities.Overlap;
import java.util.List;

/** The order of steps: the engine's own, which no playbook and no connector can change (P1). */
final class Route {

  private static final List<Step> REPLACE =
      List.of(
          APPROVE, PREFLIGHT, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, OBSERVE, DISABLE, SOAK,
          REVOKE, PROVE);

  /**
   * One value, replaced in place: issuing is the cut, so that nothing is waited for between it and
   * the last delivery. The revoke ends what the old value still has open.
   */
  private static final List<Step> REPLACE_IN_PLACE =
      List.of(APPROVE, PREFLIGHT, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, REVOKE, PROVE);

  private static final List<Step> RETIRE =
      List.of(APPROVE, PREFLIGHT, OBSERVE, DISABLE, SOAK, REVOKE, PROVE);
  private static final List<Step> REVOKE_NOW = List.of(APPROVE, PREFLIGHT, REVOKE, PROVE);

  /**
   * After a signed "cut anyway": the outage is accepted, so nothing is waited for before the cut.
   */
  private static final List<Step> REPLACE_AFTER_CUT =
      List.of(
          APPROVE, PREFLIGHT, DISABLE, REVOKE, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, PROVE);

  /** Where issuing is the cut, it stays the first one: without it nothing is dead yet. */
  private static final List<Step> REPLACE_IN_PLACE_AFTER_CUT =
      List.of(APPROVE, PREFLIGHT, ISSUE, REVOKE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, PROVE);

  private static final List<Step> RETIRE_BY_CUT =
      List.of(APPROVE, PREFLIGHT, DISABLE, REVOKE, PROVE);

  /** What was done, taken back in reverse, so that nobody is handed a value that does not work. */
  private static final List<Step> BACK = List.of(ENABLE, RESTORE, WITHDRAW);

  private Route() {}

  static List<Step> of(Life life) {
    if (life.undoing()) {
      return BACK;
    }
    return switch (life.disposition()) {
      case REPLACE -> replace(life.overlap(), life.cutAnyway());
      case RETIRE -> life.cutAnyway() ? RETIRE_BY_CUT : RETIRE;
      case REVOKE_NOW -> REVOKE_NOW;
    };
  }

  private static List<Step> replace(Overlap overlap, boolean cutAnyway) {
    return switch (overlap) {
      case YES, DUAL -> cutAnyway ? REPLACE_AFTER_CUT : REPLACE;
      case NONE -> cutAnyway ? REPLACE_IN_PLACE_AFTER_CUT : REPLACE_IN_PLACE;
    };
  }
}
