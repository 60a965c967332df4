// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.SystemTools;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.Arrays;
import java.util.function.Function;

/** Rekey's own password, asked for anew for each call so that a rotated one is picked up. */
final class OwnPassword {

  private final PostgresSettings settings;
  private final SystemTools tools;

  OwnPassword(PostgresSettings settings, SystemTools tools) {
    this.settings = settings;
    this.tools = tools;
  }

  /** Lets {@code use} work with the password; one that cannot be had is {@code FORBIDDEN}. */
  <T> Outcome<T> use(Function<Secret, Outcome<T>> use) {
    Secret found;
    try {
      found = tools.secret(settings.passwordReference());
    } catch (IllegalStateException e) {
      return refused("password: " + e.getMessage());
    }
    try (Secret whole = found;
        Secret password = whole.open(OwnPassword::line)) {
      return password.open(bytes -> bytes.length == 0)
          ? refused("password '%s' holds nothing".formatted(settings.passwordReference()))
          : use.apply(password);
    }
  }

  private <T> Outcome<T> refused(String what) {
    return new Rejected<>(
        Rejection.FORBIDDEN,
        "system %s: %s (expected: the password of role '%s'); put it there and check the system again"
            .formatted(settings.system(), what, settings.role()));
  }

  /** Files end with a line feed that is not part of the password. */
  private static Secret line(byte[] bytes) {
    int end = bytes.length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    return Secret.taking(Arrays.copyOf(bytes, end));
  }
}
