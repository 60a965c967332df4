// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where around an effect the process dies. */
enum Moment {
  /** The intent is written, the call is not made. */
  BEFORE,
  /** There is a new value, which the system has issued, and it is not sealed. */
  UNSEALED,
  /** The new value is sealed, and that is all. */
  SEALED,
  /** The system has answered, the outcome is not written. */
  AFTER,
  /** A consumer of what was written there is about to be asked whether it is well. */
  UNASKED,
  /** It has answered, and that is not written. */
  ASKED,
  /** The outcome is written, Temporal has not heard of it. */
  RECORDED;

  /** Those that every effect has. */
  static final Set<Moment> AROUND =
      Collections.unmodifiableSet(EnumSet.of(BEFORE, AFTER, RECORDED));

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
