// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import java.util.Locale;

/**
 * A step of a rotation, in the order in which an undisturbed replacement takes them; last those
 * that take a replacement back, in the order in which they undo it.
 */
public enum Step {
  APPROVE,
  PREFLIGHT,
  ISSUE,
  PROVE_NEW,
  DELIVER,
  CONFIRM,
  VALIDATE,
  OBSERVE,
  DISABLE,
  SOAK,
  REVOKE,
  PROVE,
  /** Switches the old one on again. */
  ENABLE,
  /** Puts the old value back to where it was. */
  RESTORE,
  /** Removes what Rekey issued, once no place holds it. */
  WITHDRAW;

  /** As people and the ledger write it, for example {@code prove-new}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step that {@link #text()} wrote. */
  public static Step of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
