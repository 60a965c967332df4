// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Shown;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happened: why credentials count as leaked, and since when.
 *
 * @param cause what happened, in one line of at most 300 characters
 * @param exposedFrom from when an attacker may have read them
 * @param exposedUntil until when; not before {@code exposedFrom}
 * @param cutOff a credential created after it is not revoked, unless a signed exposure names it
 *     (promise P2); not before {@code exposedFrom}
 */
public record Incident(String cause, Instant exposedFrom, Instant exposedUntil, Instant cutOff) {

  /** The cause of a campaign that is never carried out: the gate lets none of its effects pass. */
  public static final String DRILL = "drill";

  public Incident {
    requireNonNull(exposedFrom, "exposedFrom is null");
    requireNonNull(exposedUntil, "exposedUntil is null");
    requireNonNull(cutOff, "cutOff is null");
    Shown.requireLine("cause", cause);
    if (exposedUntil.isBefore(exposedFrom)) {
      throw new IllegalArgumentException(
          "exposed until: %s (expected: not before exposed from, %s)"
              .formatted(exposedUntil, exposedFrom));
    }
    if (cutOff.isBefore(exposedFrom)) {
      throw new IllegalArgumentException(
          "cut-off: %s (expected: not before exposed from, %s)".formatted(cutOff, exposedFrom));
    }
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("cause", cause);
    facts.put("cut-off", cutOff);
    facts.put("exposed-from", exposedFrom);
    facts.put("exposed-until", exposedUntil);
    return facts;
  }
}
