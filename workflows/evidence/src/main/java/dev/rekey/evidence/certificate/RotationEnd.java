// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.words.Grade;
import dev.rekey.words.TeamName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a rotation's chain ends.
 *
 * @param owner the team that owns the credential; null if the chain does not say
 * @param end null if it has not ended
 * @param grade null unless it is proven
 * @param handWrites the operations that had a person write a place, with the team whose hands did
 */
record RotationEnd(
    @Nullable TeamName owner,
    @Nullable State end,
    @Nullable Grade grade,
    Map<String, String> handWrites) {

  RotationEnd {
    handWrites = Map.copyOf(handWrites);
  }

  /** One whose chain cannot be read. */
  static RotationEnd unreadable() {
    return new RotationEnd(null, null, null, Map.of());
  }

  /** What an entry {@code ended} can say. */
  enum State {
    PROVEN,
    EXCEPTED
  }
}
