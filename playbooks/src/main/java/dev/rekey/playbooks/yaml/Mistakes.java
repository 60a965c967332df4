// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import static java.util.Comparator.comparingInt;

import dev.rekey.planning.text.Mistake;
import java.util.ArrayList;
import java.util.List;

/** Gathers the mistakes of one file. */
final class Mistakes {

  /** Whoever has more to correct starts with these. */
  private static final int MOST = 100;

  private final String file;
  private final List<Mistake> found = new ArrayList<>();

  Mistakes(String file) {
    this.file = file;
  }

  void add(Position position, String rule, String message) {
    add(new Mistake(file, position.line(), position.column(), rule, message));
  }

  void add(Mistake mistake) {
    if (found.size() < MOST && !found.contains(mistake)) {
      found.add(mistake);
    }
  }

  /** In the order of the file. */
  List<Mistake> sorted() {
    return found.stream()
        .sorted(comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .toList();
  }
}
