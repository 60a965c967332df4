// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MerkleProof;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which of the certificate's decisions is about a row that has no chain of its own.
 *
 * @param statement the decision's digest
 * @param shown the digest of what the person was shown about the row
 * @param proof that the row is in the list that was decided about
 */
public record RowDecision(Digest statement, Digest shown, MerkleProof proof) {

  public RowDecision {
    requireNonNull(statement, "statement is null");
    requireNonNull(shown, "shown is null");
    requireNonNull(proof, "proof is null");
  }

  SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(
        Map.of("statement", statement, "shown", shown, "proof", proof.toJson()));
  }

  static RowDecision fromJson(Fields fields) {
    RowDecision decision =
        new RowDecision(
            fields.digest("statement"),
            fields.digest("shown"),
            MerkleProof.fromJson(fields.object("proof")));
    fields.end();
    return decision;
  }
}
