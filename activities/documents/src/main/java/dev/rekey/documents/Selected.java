// SPDX-License-Identifier: Apache-2.0
package dev.rekey.documents;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;

/** What selectors find. */
public sealed interface Selected {
  /** All of them find a text; the caller closes the value. */
  record Found(CredentialValue value) implements Selected {}

  /** At least this one finds nothing. */
  record Nothing(String part) implements Selected {}

  /** At least this one finds something that is no text. */
  record NoText(String part) implements Selected {}

  /** What that means for reading this place; the caller closes the value. */
  default Outcome<CredentialValue> in(Place place) {
    return switch (this) {
      case Found(CredentialValue value) -> new Done<>(value);
      case Nothing(String part) ->
          new Rejected<>(
              Rejection.NOT_FOUND,
              "place %s: there is nothing at %s, where '%s' was expected"
                  .formatted(place.location(), place.selectors().get(part), part));
      case NoText(String part) ->
          new Rejected<>(
              Rejection.INVALID,
              "place %s: what is at %s is no text (expected: '%s' as text)"
                  .formatted(place.location(), place.selectors().get(part), part));
    };
  }
}
