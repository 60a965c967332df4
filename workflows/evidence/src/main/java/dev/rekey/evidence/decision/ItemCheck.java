// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.MerkleProof;
import org.jspecify.annotations.Nullable;

/** The check that a statement about many is about this one too. */
public final class ItemCheck {

  private ItemCheck() {}

  /**
   * Whether the statement is about a list in which the item stands, with what was shown about it.
   * The statement's signature is checked elsewhere, see {@link StatementCheck}.
   *
   * @param own the caller's own view of itself: never take it from whom the statement came from
   */
  public static boolean covers(Statement statement, Item own, @Nullable MerkleProof proof) {
    return statement.subject() instanceof RotationsSubject list
        && proof != null
        && proof.size() == list.count()
        && proof.leads(own.leaf(), list.root());
  }
}
