// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;

/** Forms, pages and notes that nobody but people can look at or write. */
final class ManualPlaces implements Places {

  private static final String BY_HAND = "nobody but people can look at it or write it";

  @Override
  public Reach reach() {
    return Reach.NOTHING;
  }

  @Override
  public Outcome<Reading> read(Place place) {
    return no(place);
  }

  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    return no(place);
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    return no(place);
  }

  private static <T> Outcome<T> no(Place place) {
    return new Outcome.Rejected<>(Rejection.INVALID, "%s: %s".formatted(place, BY_HAND));
  }
}
