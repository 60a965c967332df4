// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import java.util.List;

/** Reads and writes the places that a system holds. */
public interface Places {

  /** What Rekey itself can do at the places of a system; the rest people do. */
  enum Reach {
    /** Read them and write them. */
    WRITE,
    /** Look whether they hold what they should; people write them. */
    READ,
    /** Nothing: people write them, and people say what they hold. */
    NOTHING
  }

  /** What Rekey itself can do here. Where it is less, what it cannot do is never called. */
  default Reach reach() {
    return Reach.WRITE;
  }

  /**
   * Reads what the place's selectors find, and the version of the whole location. {@code
   * Rejected(NOT_FOUND)} if the location or a selector finds nothing, {@code Rejected(INVALID)} if
   * what is found is not text.
   */
  Outcome<Reading> read(Place place);

  /**
   * Writes the value's parts under the place's selectors and leaves everything else at that
   * location as it was, if its version is still the expected one; else {@code Rejected(CONFLICT)}.
   * After a time-out the answer is {@code Unknown}.
   *
   * @return the new version
   */
  Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected);

  /**
   * Makes every earlier version of the location that holds {@code leaked} under the place's
   * selectors unreadable; the newest version is never touched.
   *
   * @return how many versions were destroyed by this call; 0 if the system keeps none
   */
  Outcome<Integer> destroyVersions(Place place, CredentialValue leaked);

  /**
   * Finds out, without changing anything, which rights Rekey's own credential lacks to read, write
   * and clean up this place.
   *
   * @return rights that are needed and absent, in the system's own words; empty if none is known to
   *     be missing
   */
  default Outcome<List<String>> missingRights(Place place) {
    return new Outcome.Done<>(List.of());
  }
}
