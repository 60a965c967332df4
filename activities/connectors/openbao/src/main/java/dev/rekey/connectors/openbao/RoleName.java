// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.words.IdentityName;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Names of roles, as OpenBao and Vault take them: one segment of a path. */
final class RoleName {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,126}[A-Za-z0-9_])?");

  private RoleName() {}

  static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }

  /** Goes on with the identity's role; a name that cannot be one is not known to any server. */
  static <T> Outcome<T> of(IdentityName identity, Function<String, Outcome<T>> next) {
    return isOne(identity.value())
        ? next.apply(identity.value())
        : new Rejected<>(
            Rejection.NOT_FOUND,
            "identity '%s' (expected: a role's name of a-z, 0-9, '_', '-' and '.')"
                .formatted(identity));
  }
}
