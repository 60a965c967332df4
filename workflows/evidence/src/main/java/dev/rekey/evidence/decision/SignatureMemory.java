// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.signature.SshSignature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which signatures fit their statements, so that one decision about thousands of
 * rotations is computed once. Nothing else of a check is remembered: person, keys and times are
 * looked at each time. Not for several threads.
 */
public final class SignatureMemory {

  private final Map<SignedStatement, Boolean> seen = new LinkedHashMap<>();

  /** Whether the signature is over exactly this text; {@code signature} is the parsed one of it. */
  boolean fits(SignedStatement signed, SshSignature signature) {
    return seen.computeIfAbsent(
        signed,
        one ->
            signature.verifies(
                one.text().getBytes(StandardCharsets.UTF_8), Statement.NAMESPACE, signature.key()));
  }
}
