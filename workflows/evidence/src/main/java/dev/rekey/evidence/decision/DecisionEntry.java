// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.MerkleProof;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a decision stands in a rotation's chain: the signed statement, and where it is about a list,
 * what proves that the rotation is in it.
 *
 * @param shown the digest of what the person was shown about this rotation; null with {@code proof}
 * @param proof for the rotation's own item; null if the statement is not about a list
 */
public record DecisionEntry(
    SignedStatement signed, @Nullable Digest shown, @Nullable MerkleProof proof) {

  /** The type of such an entry. */
  public static final String TYPE = "decision";

  public DecisionEntry {
    requireNonNull(signed, "signed is null");
    if ((shown == null) != (proof == null)) {
      throw new MalformedEvidence(
          "decision: only one of 'shown' and 'proof' (expected: both, or none)");
    }
  }

  /** The entry for what was delivered to a rotation. */
  public static DecisionEntry of(Delivery delivery, Digest shown) {
    return delivery.proof() == null
        ? new DecisionEntry(delivery.signed(), null, null)
        : new DecisionEntry(delivery.signed(), shown, delivery.proof());
  }

  /**
   * The entry's body: {@code digest}, {@code verb}, {@code person}, {@code text}, {@code
   * signature}, and for a list {@code shown} and {@code proof}.
   *
   * @throws MalformedEvidence if the text is no statement
   */
  public SortedMap<String, Object> body() {
    Statement statement = Statement.parse(signed.text());
    SortedMap<String, Object> body = new TreeMap<>(signed.toJson());
    body.put("digest", statement.digest());
    body.put("verb", statement.verb());
    body.put("person", statement.person().value());
    if (shown != null && proof != null) {
      body.put("shown", shown);
      body.put("proof", proof.toJson());
    }
    return CanonicalJson.copy(body);
  }

  /**
   * Reads back what {@link #body} made.
   *
   * @throws MalformedEvidence if it is anything else, for example if its digest is not the text's
   */
  public static DecisionEntry read(SortedMap<String, Object> body) {
    Fields fields = Fields.of(TYPE, body);
    Fields proof = fields.objectOrNull("proof");
    DecisionEntry entry =
        new DecisionEntry(
            new SignedStatement(fields.text("text"), fields.text("signature")),
            fields.has("shown") ? fields.digest("shown") : null,
            proof == null ? null : MerkleProof.fromJson(proof));
    if (!entry.body().equals(body)) {
      throw new MalformedEvidence(
          "decision: digest, verb or person are not those of its text (expected: the same)");
    }
    return entry;
  }

  /** Whether this statement, once found valid, is about that rotation. */
  public boolean covers(Statement statement, String rotation) {
    return shown != null && ItemCheck.covers(statement, new Item(rotation, shown), proof);
  }
}
