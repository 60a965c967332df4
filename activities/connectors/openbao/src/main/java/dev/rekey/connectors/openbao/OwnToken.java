// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Rekey's own token, asked for anew for each call so that a rotated one is picked up. */
final class OwnToken {

  /** Checked by us, because the HTTP client's own complaint about a bad header quotes its value. */
  private static final Pattern TOKEN = Pattern.compile("[!-~]{1,8192}");

  private final OpenBaoSettings settings;
  private final SystemTools tools;

  OwnToken(OpenBaoSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
  }

  /** Lets {@code use} work with the token; one that cannot be had is {@code FORBIDDEN}. */
  <T> Outcome<T> use(Function<String, Outcome<T>> use) {
    Secret found;
    try {
      found = tools.secret(settings.tokenReference());
    } catch (IllegalStateException e) {
      return new Rejected<>(
          Rejection.FORBIDDEN,
          "system %s: token: %s (expected: Rekey's own token); put it there and check the system"
                  .formatted(settings.system(), e.getMessage())
              + " again");
    }
    try (Secret secret = found) {
      return secret.open(bytes -> {
        // Files end with a line feed that is not part of the token.
        String token = new String(bytes, ISO_8859_1).strip();
        return TOKEN.matcher(token).matches()
            ? use.apply(token)
            : new Rejected<>(
                Rejection.FORBIDDEN,
                "system %s: token '%s' holds something else (expected: a token on one line)"
                    .formatted(settings.system(), settings.tokenReference()));
      });
    }
  }
}
