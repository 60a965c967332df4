// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an {@code allowed_signers} text.
 *
 * @param number the line, from 1
 * @param text the line as it stands there
 * @param after from when on the key counts; null for always
 * @param before until when the key counts; null for ever
 * @param namespaces what it may sign; null for everything
 */
record SignerLine(
    int number,
    String text,
    List<String> principals,
    SshPublicKey key,
    @Nullable Instant after,
    @Nullable Instant before,
    @Nullable List<String> namespaces) {

  SignerLine {
    principals = List.copyOf(principals);
    namespaces = namespaces == null ? null : List.copyOf(namespaces);
  }

  boolean names(PersonName person) {
    return principals.contains(person.value());
  }

  /** The bounds themselves count as within, as for {@code ssh-keygen -Y verify}. */
  boolean counts(Instant at, String namespace) {
    return (after == null || !at.isBefore(after))
        && (before == null || !at.isAfter(before))
        && (namespaces == null || namespaces.contains(namespace));
  }
}
