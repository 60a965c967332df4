// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import java.util.List;
import tools.jackson.core.JsonPointer;

/**
 * A token role as the server describes it.
 *
 * @param orphan whether its tokens outlive the one that made them
 */
record TokenRole(String name, boolean orphan, String type, List<String> policies) {

  private static final JsonPointer ORPHAN = JsonPointer.compile("/data/orphan");
  private static final JsonPointer TYPE = JsonPointer.compile("/data/token_type");
  private static final JsonPointer POLICIES = JsonPointer.compile("/data/allowed_policies");

  /** Reads the answer to a read of this role. */
  static TokenRole of(String name, byte[] answer) {
    return new TokenRole(
        name,
        JsonScan.isTrue(answer, ORPHAN),
        JsonScan.text(answer, TYPE).orElseThrow(() -> new Calls.UnexpectedAnswer("a token_type")),
        JsonScan.list(answer, POLICIES));
  }

  boolean makesBatchTokens() {
    return type.equals("batch") || type.equals("default-batch");
  }

  /** This role if a token made by it would be the old one's equal and no more than that. */
  Outcome<TokenRole> fit(boolean first) {
    if (makesBatchTokens()) {
      return unfit("token_type is " + type, "service; nobody can list or revoke batch tokens");
    }
    if (!orphan) {
      return unfit("orphan is false", "true; else the new token dies with Rekey's own");
    }
    if (first && policies.isEmpty()) {
      return unfit(
          "allowed_policies is empty", "at least one; else the new token gets Rekey's own rights");
    }
    return new Done<>(this);
  }

  private Outcome<TokenRole> unfit(String what, String expected) {
    return new Rejected<>(
        Rejection.INVALID, "token role '%s': %s (expected: %s)".formatted(name, what, expected));
  }
}
