// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What {@code rekey doctor} found of one part.
 *
 * @param part for example {@code temporal} or {@code system aws-prod}
 * @param ok whether it is as it must be
 * @param what was found
 * @param next what to do; null if it is as it must be
 */
public record Finding(String part, boolean ok, String what, @Nullable String next) {

  public Finding {
    requireNonNull(part, "part is null");
    requireNonNull(what, "what is null");
    if (ok == (next != null)) {
      throw new IllegalArgumentException("what is wrong, and only that, says what to do");
    }
  }

  /** A part that is as it must be. */
  public static Finding ok(String part, String what) {
    return new Finding(part, true, what, null);
  }

  /** A part that is not. */
  public static Finding wrong(String part, String what, String next) {
    return new Finding(part, false, what, next);
  }
}
