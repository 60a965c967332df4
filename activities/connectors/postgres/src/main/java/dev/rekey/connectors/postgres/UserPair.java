// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two roles with the same rights, used in turn: the identity {@code app_a+app_b}.
 *
 * @param first the role before the sign
 * @param second the role after it
 */
record UserPair(String first, String second) {

  private static final Pattern FORM = Pattern.compile("([^+]{1,63})\\+([^+]{1,63})");

  /** The id of a password of one of them: its role's name before what it is called there. */
  private static final Pattern ID = Pattern.compile("(.{1,63})-([0-9]{1,10}-[0-9a-f]{32})");

  /** One role's password. */
  record Slot(String role, CredentialId password) {}

  /** Empty if the identity is no pair of two different roles. */
  static Optional<UserPair> of(IdentityName identity) {
    Matcher matcher = FORM.matcher(identity.value());
    return matcher.matches() && !matcher.group(1).equals(matcher.group(2))
        ? Optional.of(new UserPair(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  boolean has(String role) {
    return role.equals(first) || role.equals(second);
  }

  /** The role whose password an id is; empty if it is none of this pair's. */
  Optional<Slot> slot(CredentialId id) {
    Matcher matcher = ID.matcher(id.value());
    return matcher.matches() && has(matcher.group(1))
        ? Optional.of(new Slot(matcher.group(1), new CredentialId(matcher.group(2))))
        : Optional.empty();
  }

  /** The id of a role's password as one of the pair's. */
  static CredentialId id(String role, CredentialId password) {
    return new CredentialId(role + "-" + password);
  }

  /** The role that this id is not a password of. */
  String besides(CredentialId id) {
    return slot(id).filter(slot -> slot.role().equals(second)).isPresent() ? first : second;
  }
}
