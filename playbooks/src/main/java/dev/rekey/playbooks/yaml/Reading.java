// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import static java.util.Objects.requireNonNull;

import dev.rekey.planning.text.Mistake;
import java.util.List;

/**
 * What came of reading a file.
 *
 * @param <T> what the file says
 */
public sealed interface Reading<T> {

  /** The file is sound. */
  record Read<T>(T value) implements Reading<T> {
    public Read {
      requireNonNull(value, "value is null");
    }
  }

  /** The file is not to be used; at least one mistake, in the order of the file. */
  record Wrong<T>(List<Mistake> mistakes) implements Reading<T> {
    public Wrong {
      mistakes = List.copyOf(mistakes);
      if (mistakes.isEmpty()) {
        throw new IllegalArgumentException("wrong without a mistake");
      }
    }
  }
}
