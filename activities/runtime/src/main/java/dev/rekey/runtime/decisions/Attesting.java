// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.runtime.gate.DoneByHand;
import java.util.List;
import java.util.Optional;

/** That nobody attests what they did themselves: "I did it" proves nothing. */
final class Attesting {

  private Attesting() {}

  /**
   * Why this attestation does not count: it is of its own author's work; empty if it may.
   *
   * @param entries the rotation's chain
   */
  static Optional<String> ownWork(List<Entry> entries, Statement statement) {
    return statement.verb() == Verb.ATTEST
            && DoneByHand.last(entries).filter(statement.person().value()::equals).isPresent()
        ? Optional.of(
            "%s did it by hand (expected: two other people attest it)"
                .formatted(statement.person()))
        : Optional.empty();
  }
}
