// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import java.util.Optional;

/** That consumers went back to the old credential, before the new one is withdrawn from them. */
public final class Unused {

  /** The type of the entry that says so. */
  public static final String TYPE = "unused";

  private Unused() {}

  /** Whether it was looked whether this one is used, in this very round of the step. */
  public static boolean isRecorded(Past past, String credential, int round) {
    return past.entries().stream()
        .filter(entry -> entry.type().equals(TYPE))
        .filter(entry -> Long.valueOf(round).equals(entry.body().get("round")))
        .anyMatch(entry -> credential.equals(Past.text(entry, "credential")));
  }

  static Optional<String> objection(Past past, Effect effect) {
    return isRecorded(past, effect.target(), effect.round())
        ? Optional.empty()
        : Optional.of(
            "nobody has looked whether consumers still use %s".formatted(effect.target()));
  }
}
