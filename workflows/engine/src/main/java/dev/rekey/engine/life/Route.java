// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static dev.rekey.engine.life.Step.APPROVE;
import static dev.rekey.engine.life.Step.CONFIRM;
import static dev.rekey.engine.life.Step.DELIVER;
import static dev.rekey.engine.life.Step.DISABLE;
import static dev.rekey.engine.life.Step.ISSUE;
import static dev.rekey.engine.life.Step.OBSERVE;
import static dev.rekey.engine.life.Step.PREFLIGHT;
import static dev.rekey.engine.life.Step.PROVE;
import static dev.rekey.engine.life.Step.PROVE_NEW;
import static dev.rekey.engine.life.Step.REVOKE;
import static dev.rekey.engine.life.Step.SOAK;
import static dev.rekey.engine.life.Step.VALIDATE;

import dev.rekey.words.Disposition;
import java.util.List;

/** The order of steps: the engine's own, which no playbook and no connector can change (P1). */
final class Route {

  private static final List<Step> REPLACE =
      List.of(
          APPROVE, PREFLIGHT, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, OBSERVE, DISABLE, SOAK,
          REVOKE, PROVE);
  private static final List<Step> RETIRE =
      List.of(APPROVE, PREFLIGHT, OBSERVE, DISABLE, SOAK, REVOKE, PROVE);
  private static final List<Step> REVOKE_NOW = List.of(APPROVE, PREFLIGHT, REVOKE, PROVE);

  /**
   * After a signed "cut anyway": the outage is accepted, so nothing is waited for before the cut.
   */
  private static final List<Step> REPLACE_AFTER_CUT =
      List.of(
          APPROVE, PREFLIGHT, DISABLE, REVOKE, ISSUE, PROVE_NEW, DELIVER, CONFIRM, VALIDATE, PROVE);

  private static final List<Step> RETIRE_BY_CUT =
      List.of(APPROVE, PREFLIGHT, DISABLE, REVOKE, PROVE);

  private Route() {}

  static List<Step> of(Disposition disposition, boolean cutAnyway) {
    return switch (disposition) {
      case REPLACE -> cutAnyway ? REPLACE_AFTER_CUT : REPLACE;
      case RETIRE -> cutAnyway ? RETIRE_BY_CUT : RETIRE;
      case REVOKE_NOW -> REVOKE_NOW;
    };
  }
}
