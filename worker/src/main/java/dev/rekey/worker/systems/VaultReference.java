// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference {@code vault:SYSTEM:LOCATION#SELECTOR}: a text that stands in a place of another
 * system, for example {@code vault:bao-prod:secret/rekey/aws#/key}.
 */
record VaultReference(SystemName system, String location, String selector) {

  static final String SCHEME = "vault:";

  private static final String PART = "credential";
  private static final Pattern FORM = Pattern.compile("vault:([^:#]+):([^#]+)#(.+)");

  /**
   * Reads one.
   *
   * @throws IllegalStateException naming the reference, if it has another form
   */
  static VaultReference of(String reference) {
    Matcher matcher = FORM.matcher(reference);
    if (matcher.matches()) {
      try {
        return new VaultReference(
            new SystemName(matcher.group(1)), matcher.group(2), matcher.group(3));
      } catch (IllegalArgumentException e) {
        // Said below, in the same words as for every other wrong reference.
      }
    }
    throw new IllegalStateException(
        "reference '%s' (expected: vault:SYSTEM:LOCATION#SELECTOR, for example".formatted(reference)
            + " vault:bao-prod:secret/rekey/aws#/key)");
  }

  /**
   * What stands there; the caller closes it.
   *
   * @throws IllegalStateException naming the reference, if it cannot be read
   */
  Secret read(Function<SystemName, SystemClient> clients) {
    return switch (reading(clients.apply(system))) {
      case Outcome.Done<Reading>(Reading reading) -> {
        try (CredentialValue value = reading.value()) {
          yield value.part(PART).copy();
        }
      }
      case Outcome.Rejected<Reading>(var why, String message) -> throw unread(message);
      case Outcome.Throttled<Reading>(var after, String message) -> throw unread(message);
      case Outcome.Unknown<Reading>(String message) -> throw unread(message);
    };
  }

  private Outcome<Reading> reading(SystemClient client) {
    try {
      return client.places().read(Place.of(system, location, Map.of(PART, selector)));
    } catch (IllegalArgumentException holdsNone) {
      throw unread(String.valueOf(holdsNone.getMessage()));
    }
  }

  private IllegalStateException unread(String why) {
    return new IllegalStateException("%s cannot be read: %s".formatted(this, why));
  }

  @Override
  public String toString() {
    return "%s%s:%s#%s".formatted(SCHEME, system, location, selector);
  }
}
