// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import dev.rekey.words.Lane;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The lanes that start together.
 *
 * @param number from 1
 * @param rotations in the plan's order; at least one
 */
public record Wave(int number, List<PlannedRotation> rotations) {

  public Wave {
    rotations = List.copyOf(rotations);
    if (rotations.isEmpty()) {
      throw new IllegalArgumentException("wave %d: no rotation".formatted(number));
    }
  }

  /** The lanes in the plan's order, each with its rotations in turn. */
  public Map<Lane, List<PlannedRotation>> lanes() {
    return rotations.stream()
        .collect(
            Collectors.groupingBy(
                rotation -> rotation.id().lane(), LinkedHashMap::new, Collectors.toList()));
  }
}
