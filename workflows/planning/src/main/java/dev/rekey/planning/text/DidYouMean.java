// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the right word that somebody probably meant. */
public final class DidYouMean {

  /** Longer words are no slips of a finger, and comparing them would cost too much. */
  private static final int LONGEST = 64;

  private DidYouMean() {}

  /**
   * The choice nearest to {@code word}, if one is near enough: at most a third of its letters
   * differ. A swap of neighbours counts as one; case, blanks, {@code _} and {@code -} do not count.
   */
  public static Optional<String> nearest(String word, Collection<String> choices) {
    String wanted = folded(word);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.empty();
    }
    String best = null;
    int least = Integer.MAX_VALUE;
    for (String choice : choices) {
      int distance = distance(wanted, folded(choice));
      if (distance < least) {
        least = distance;
        best = choice;
      }
    }
    return least <= Math.max(1, wanted.length() / 3) ? Optional.ofNullable(best) : Optional.empty();
  }

  /** {@code ; did you mean 'x'?}, or nothing if no choice is near enough. */
  public static String hint(String word, Collection<String> choices) {
    return nearest(word, choices).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static String folded(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
  }

  /** Damerau-Levenshtein distance, in its form where no substring is edited twice. */
  private static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int swapped = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + swapped);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return last[to.length()];
  }
}
