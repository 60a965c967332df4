// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.connectors.openbao.AppRoles.Sight;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tokens that were got with a secret-id and outlive it: destroying it does not end them
 * (measured with OpenBao 2.7.2).
 *
 * <p>The server does not say with which secret-id a token was got, only the role and the
 * secret-id's metadata. So a token is ended if it carries the metadata of the one that dies, is not
 * older, and no other living secret-id of the role carries the same. Others cannot be told from
 * those of a secret-id that lives on; they are left, and die at their own time.
 */
final class LoginTokens {

  private final AppRoles roles;
  private final TokenList tokens;
  private final boolean wanted;

  /** Destroyed, or about to be, while tokens got with it in the last moment may still live. */
  private final Map<CredentialId, Origin> unfinished = new ConcurrentHashMap<>();

  LoginTokens(AppRoles roles, TokenList tokens, boolean wanted) {
    this.roles = roles;
    this.tokens = tokens;
    this.wanted = wanted;
  }

  /** What tells the tokens of one secret-id; only where nothing else living looks the same. */
  private record Origin(String path, SortedMap<String, String> metadata, SecretIdEntry entry) {
    boolean made(TokenEntry token) {
      return token.path().equals(path)
          && token.metadata().equals(metadata)
          && !token.created().isBefore(entry.created().truncatedTo(ChronoUnit.SECONDS));
    }
  }

  /**
   * Ends those that live, while the secret-id can still be looked up.
   *
   * @return how many
   */
  Outcome<Integer> before(String role, CredentialId id) {
    if (!wanted) {
      return new Done<>(0);
    }
    return roles
        .find(role, id.value())
        .flatMap(sight ->
            sight instanceof Sight.Living(SecretIdEntry entry)
                ? roles.living(role).flatMap(living -> before(role, id, entry, living))
                : new Done<>(0));
  }

  private Outcome<Integer> before(
      String role, CredentialId id, SecretIdEntry entry, List<SecretIdEntry> living) {
    boolean alone =
        living.stream()
            .filter(other -> !other.accessor().equals(entry.accessor()))
            .noneMatch(other -> other.metadata().equals(entry.metadata()));
    if (!alone) {
      return new Done<>(0);
    }
    SortedMap<String, String> metadata = new TreeMap<>(entry.metadata());
    metadata.put("role_name", role);
    unfinished.put(id, new Origin(roles.loginPath(), metadata, entry));
    return end(id);
  }

  /** Ends those that were got between {@link #before} and the secret-id's end. */
  Outcome<Integer> after(CredentialId id) {
    return end(id)
        .map(count -> {
          unfinished.remove(id);
          return count;
        });
  }

  private Outcome<Integer> end(CredentialId id) {
    Origin origin = unfinished.get(id);
    if (origin == null) {
      return new Done<>(0);
    }
    return tokens
        .all()
        .flatMap(all -> {
          Outcome<Integer> ended = new Done<>(0);
          for (TokenEntry token : all) {
            if (origin.made(token)) {
              ended =
                  ended.flatMap(count -> tokens.end(token.accessor()).map(changed -> count + 1));
            }
          }
          return ended;
        });
  }
}
