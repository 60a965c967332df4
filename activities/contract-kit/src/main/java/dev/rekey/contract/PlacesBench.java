// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Place;

/** A system that holds places. */
public interface PlacesBench extends Bench {

  /**
   * A new place that holds this value. At its location there are other things beside it: at least a
   * text, a number with a fraction and trailing zero, a number beyond 64 bits, a truth value, a
   * null, a list and an object, where the system can hold such.
   */
  Place holding(CredentialValue value);

  /** A place of the right form at whose location there is nothing. */
  Place nowhere();

  /** The same location, with selectors that find nothing there. */
  Place withoutFinds(Place place);

  /**
   * The same location, with selectors that find something that is no text; {@code place} itself if
   * the system holds only texts.
   */
  Place findingNoText(Place place);

  /**
   * A location that the system's paths do not allow, for example one that climbs out of its tree.
   */
  Place malformed();

  /** Everything at the location, read on another way than the connector's, in a stable form. */
  String everythingBeside(Place place);

  /** Changes something beside the value, as an operator would. */
  void disturb(Place place);

  /**
   * Takes the newest version away in such a way that it could be brought back; a system that cannot
   * do that removes the location.
   */
  void remove(Place place);

  /** Whether the system keeps earlier versions of a location that it can make unreadable. */
  boolean keepsVersions();

  /** How many earlier versions can be read at most, if it keeps any. */
  default int versionsKept() {
    return Integer.MAX_VALUE;
  }

  /** How many versions of the location can be read and hold this value, the newest included. */
  int readableVersionsHolding(Place place, CredentialValue value);

  /** Makes the system unable to serve although it can be reached, for example by sealing it. */
  void suspend();

  /** Ends that. */
  void resume();
}
