// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Whether a value can be written to where a place's selectors point. */
public final class Fillable {

  private Fillable() {}

  /** Why it cannot be, if so: a part is missing, or is no UTF-8. */
  public static Optional<String> objection(Place place, CredentialValue value) {
    Set<String> needed = place.selectors().keySet();
    if (!value.names().containsAll(needed)) {
      return Optional.of(
          "place %s: value has parts %s (expected: %s)"
              .formatted(place.location(), value.names(), needed));
    }
    return needed.stream().map(value::part).allMatch(Fillable::isText)
        ? Optional.empty()
        : Optional.of("place %s: value is no text (expected: UTF-8)".formatted(place.location()));
  }

  private static boolean isText(Secret part) {
    return part.open(bytes -> {
      try {
        CharBuffer decoded = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        Arrays.fill(decoded.array(), '\0');
        return true;
      } catch (CharacterCodingException e) {
        return false;
      }
    });
  }
}
