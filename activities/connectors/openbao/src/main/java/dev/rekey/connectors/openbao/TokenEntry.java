// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.documents.JsonScan;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import java.time.Instant;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.core.JsonPointer;

/**
 * What the server says of one token; nothing here changes in a token's life.
 *
 * @param path of the call that made it
 * @param uses how many are left as of the answer, 0 for no limit
 */
record TokenEntry(
    String accessor,
    IdentityName identity,
    String path,
    SortedMap<String, String> metadata,
    SortedSet<String> policies,
    boolean hasEntity,
    long uses,
    Instant created) {

  /** Begins the identity of tokens that no role made; roles' names have no slash. */
  static final String BY_DISPLAY_NAME = "display/";

  private static final JsonPointer ACCESSOR = JsonPointer.compile("/data/accessor");
  private static final JsonPointer ROLE = JsonPointer.compile("/data/role");
  private static final JsonPointer DISPLAY_NAME = JsonPointer.compile("/data/display_name");
  private static final JsonPointer PATH = JsonPointer.compile("/data/path");
  private static final JsonPointer METADATA = JsonPointer.compile("/data/meta");
  private static final JsonPointer POLICIES = JsonPointer.compile("/data/policies");
  private static final JsonPointer ENTITY = JsonPointer.compile("/data/entity_id");
  private static final JsonPointer USES = JsonPointer.compile("/data/num_uses");
  private static final JsonPointer CREATED = JsonPointer.compile("/data/creation_time");

  /** Reads the answer to a look-up. */
  static TokenEntry of(byte[] answer) {
    String name =
        JsonScan.text(answer, ROLE)
            .filter(role -> !role.isEmpty())
            .orElseGet(() -> BY_DISPLAY_NAME + required(answer, DISPLAY_NAME));
    return new TokenEntry(
        required(answer, ACCESSOR),
        new IdentityName(name),
        required(answer, PATH),
        JsonScan.texts(answer, METADATA),
        new TreeSet<>(JsonScan.list(answer, POLICIES)),
        JsonScan.text(answer, ENTITY).filter(id -> !id.isEmpty()).isPresent(),
        number(answer, USES),
        Instant.ofEpochSecond(number(answer, CREATED)));
  }

  private static String required(byte[] answer, JsonPointer at) {
    return JsonScan.text(answer, at)
        .orElseThrow(() -> new Calls.UnexpectedAnswer("a text at " + at));
  }

  private static long number(byte[] answer, JsonPointer at) {
    return JsonScan.number(answer, at)
        .orElseThrow(() -> new Calls.UnexpectedAnswer("a number at " + at));
  }

  ListedCredential listed() {
    return new ListedCredential(new CredentialId(accessor), created, true, Label.of(metadata));
  }
}
