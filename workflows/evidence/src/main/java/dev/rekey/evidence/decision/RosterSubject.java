// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;

/** One roster, by its digest. */
public record RosterSubject(Digest roster) implements Subject {

  public RosterSubject {
    requireNonNull(roster, "roster is null");
  }
}
