// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Disable;
import dev.rekey.words.KindCapabilities.Issue;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.KindCapabilities.Listing;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.KindCapabilities.Revoke;
import java.time.Duration;
import java.util.List;

/** The kinds of credential that an OpenBao or Vault server accepts and Rekey rotates. */
final class RotatedKinds {

  /** The secret-id of an AppRole role: parts {@code role-id} and {@code secret-id}. */
  static final Kind SECRET_ID = new Kind("openbao-approle-secret-id");

  /** A service token: part {@code token}. */
  static final Kind TOKEN = new Kind("openbao-token");

  /**
   * How long a change may take until it holds everywhere. A single server's holds at once; standby
   * nodes that answer reads by themselves follow the active one without a stated bound, so this is
   * a guess on the safe side.
   */
  static final Duration LAG = Duration.ofSeconds(5);

  /**
   * How long tokens made with a credential may outlive it: 768 hours is the server's default for
   * the longest life of a token (max_lease_ttl). Tokens got with a secret-id are ended with it as
   * far as they can be told ({@link LoginTokens}); a token takes its children with it, but not the
   * orphans that it made. A server may be configured to longer lives, and periodic tokens can be
   * renewed without end.
   */
  static final Duration DERIVED_LIFE = Duration.ofHours(768);

  static final KindCapabilities SECRET_ID_CAPABILITIES =
      capabilities(SECRET_ID, List.of("role-id", "secret-id"));

  static final KindCapabilities TOKEN_CAPABILITIES = capabilities(TOKEN, List.of("token"));

  private RotatedKinds() {}

  private static KindCapabilities capabilities(Kind kind, List<String> parts) {
    return new KindCapabilities(
        kind,
        parts,
        Issue.CALL,
        Overlap.YES,
        0,
        Listing.FULL,
        LastUsed.NONE,
        Disable.NONE,
        Revoke.BY_ID,
        true,
        LAG,
        DERIVED_LIFE);
  }
}
