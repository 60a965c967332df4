// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import java.util.Map;
import java.util.SortedMap;

/**
 * A statement with a signature that nobody has checked yet: see {@link StatementCheck}.
 *
 * @param text the statement's text, byte for byte as it was signed
 * @param signature armored, as {@code ssh-keygen -Y sign} makes it
 */
public record SignedStatement(String text, String signature) {

  public SignedStatement {
    requireNonNull(text, "text is null");
    requireNonNull(signature, "signature is null");
  }

  /** Both fields. */
  public SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(Map.of("text", text, "signature", signature));
  }

  /** Reads back what {@link #toJson} made. */
  public static SignedStatement fromJson(Fields fields) {
    SignedStatement signed = new SignedStatement(fields.text("text"), fields.text("signature"));
    fields.end();
    return signed;
  }
}
