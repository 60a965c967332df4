// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.core.JsonPointer;

/**
 * One living secret-id as the server describes it by its accessor.
 *
 * @param bounds what it adds to its role: whence it may be used, and whence its tokens may
 */
record SecretIdEntry(
    String accessor, Instant created, SortedMap<String, String> metadata, List<String> bounds) {

  private static final JsonPointer ACCESSOR = JsonPointer.compile("/data/secret_id_accessor");
  private static final JsonPointer CREATED = JsonPointer.compile("/data/creation_time");
  private static final JsonPointer METADATA = JsonPointer.compile("/data/metadata");
  private static final JsonPointer SOURCES = JsonPointer.compile("/data/cidr_list");
  private static final JsonPointer TOKEN_SOURCES = JsonPointer.compile("/data/token_bound_cidrs");

  /**
   * Reads the answer to a look-up. The server answers with nothing (204, measured with OpenBao
   * 2.7.2) if the accessor's secret-id has expired or is another role's.
   */
  static Optional<SecretIdEntry> of(byte[] answer) {
    if (answer.length == 0) {
      return Optional.empty();
    }
    String accessor =
        JsonScan.text(answer, ACCESSOR)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a secret_id_accessor"));
    Instant created =
        JsonScan.text(answer, CREATED)
            .flatMap(SecretIdEntry::time)
            .orElseThrow(() -> new Calls.UnexpectedAnswer("a creation_time"));
    List<String> bounds =
        List.of(
            String.join(",", JsonScan.list(answer, SOURCES)),
            String.join(",", JsonScan.list(answer, TOKEN_SOURCES)));
    return Optional.of(
        new SecretIdEntry(accessor, created, JsonScan.texts(answer, METADATA), bounds));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  ListedCredential listed() {
    return new ListedCredential(new CredentialId(accessor), created, true, Label.of(metadata));
  }

  /** What a successor must carry as well, so that it opens the same from the same places. */
  SecretIdTraits traits() {
    return new SecretIdTraits(Label.without(metadata), bounds.get(0), bounds.get(1));
  }
}
