// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;

/** Another statement, by its digest. */
public record StatementSubject(Digest statement) implements Subject {

  public StatementSubject {
    requireNonNull(statement, "statement is null");
  }
}
