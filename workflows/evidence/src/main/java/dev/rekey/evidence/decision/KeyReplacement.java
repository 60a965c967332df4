// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MerkleProof;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * How it stands in a campaign's chain that a lost instance key was replaced: until then the seals
 * of a key that nobody has any more, from then on those of the new one, and two people between
 * them.
 *
 * @param key what names the new key
 * @param heads where this campaign's chains stood
 * @param proof that these heads are among those that were signed
 * @param vouched what the people signed
 */
public record KeyReplacement(
    Digest key, VouchedHeads heads, MerkleProof proof, List<SignedStatement> vouched) {

  /** The type of such an entry. */
  public static final String TYPE = "instance-key-replaced";

  /** How many people it takes. */
  public static final int NEEDED = 2;

  public KeyReplacement {
    requireNonNull(key, "key is null");
    requireNonNull(heads, "heads is null");
    requireNonNull(proof, "proof is null");
    vouched = List.copyOf(vouched);
  }

  /** The entry's body. */
  public SortedMap<String, Object> body() {
    return CanonicalJson.copy(
        Map.of(
            "key", key,
            "heads", heads.toJson(),
            "proof", proof.toJson(),
            "vouched", vouched.stream().map(SignedStatement::toJson).toList()));
  }

  /** Reads back what {@link #body} made. */
  public static KeyReplacement read(SortedMap<String, Object> body) {
    Fields fields = Fields.of(TYPE, body);
    KeyReplacement replacement =
        new KeyReplacement(
            fields.digest("key"),
            VouchedHeads.fromJson(fields.object("heads")),
            MerkleProof.fromJson(fields.object("proof")),
            fields.list("vouched", SignedStatement::fromJson));
    fields.end();
    return replacement;
  }

  /** Whether a statement is about this key and, under that name, these heads. */
  public boolean isVouchedBy(Statement statement, String name) {
    return statement.verb() == Verb.VOUCH
        && statement.subject() instanceof KeySubject subject
        && subject.key().equals(key)
        && proof.size() == subject.count()
        && proof.leads(heads.item(name).leaf(), subject.root());
  }
}
