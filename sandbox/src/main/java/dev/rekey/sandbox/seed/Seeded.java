// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.seed;

import java.nio.file.Path;
import java.util.List;

/**
 * What a {@link Seed} made.
 *
 * @param leakedList a CSV as responders are handed it: names and ids, no secret
 * @param secretsFile mode 0600, see {@link SeededSecrets}
 * @param keys every key of the list, in its order
 */
public record Seeded(Path leakedList, Path secretsFile, List<SeededKey> keys) {
  /** Copies, so that nothing can be changed later. */
  public Seeded {
    keys = List.copyOf(keys);
  }
}
