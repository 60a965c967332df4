// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A value that a person handed in: one secret, beside which its kind may have a public id. */
public final class HandedValue {

  /** The part of a value that is its public id. */
  public static final String ID = "id";

  /** The part under which what was handed in is sealed. */
  private static final String SECRET = "secret";

  private HandedValue() {}

  /**
   * The parts of the kind, put together from what was handed in.
   *
   * @param handed stays the caller's
   * @param parts at most one of them is not the public id
   */
  public static CredentialValue whole(
      CredentialValue handed, List<String> parts, CredentialId credential) {
    Map<String, Secret> whole = new TreeMap<>();
    for (String part : parts) {
      whole.put(
          part,
          part.equals(ID)
              ? Secret.taking(credential.value().toCharArray())
              : handed.part(SECRET).copy());
    }
    return CredentialValue.taking(whole);
  }
}
