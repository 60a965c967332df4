// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.RotationId;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A leaked credential of the same plan that has to be dead before another one's new value is put
 * where it can be read.
 */
public record Opener(RotationId rotation, Opens opens) {

  /** What it opens of the other one. */
  public enum Opens {
    /** A place that holds it: what is written there can be read. */
    PLACE,
    /** The side that issues it: what is issued there can be read, or replaced, before any place. */
    ISSUER
  }

  public Opener {
    requireNonNull(rotation, "rotation is null");
    requireNonNull(opens, "opens is null");
  }

  /** Its name without the campaign, as people read it. */
  public String shortName() {
    return rotation.lane() + "/" + rotation.credential();
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("opens", opens.name().toLowerCase(Locale.ROOT));
    facts.put("rotation", rotation.toString());
    return facts;
  }
}
