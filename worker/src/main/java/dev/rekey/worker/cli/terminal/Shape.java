// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is at the other ends of a command's streams.
 *
 * @param asks whether a person can be asked: standard input and standard error are a terminal
 * @param draws whether standard output is a terminal that can be drawn upon
 * @param colour whether colours are wanted there
 * @param columns how wide it is; for anything but a terminal as wide as it likes
 */
public record Shape(boolean asks, boolean draws, boolean colour, int columns) {

  private static final int USUAL = 80;
  private static final int LEAST = 20;

  /** Pipes and files. */
  public static Shape piped() {
    return new Shape(false, false, false, Integer.MAX_VALUE);
  }

  /**
   * Reads what the launcher found out; the platform itself can only tell whether all streams
   * together are a terminal.
   *
   * @param terminals which of {@code i}, {@code o} and {@code e} are terminals, for example {@code
   *     io}; null if nobody looked
   * @param columns the terminal's width; null or empty if nobody knows
   */
  public static Shape of(
      @Nullable String terminals, @Nullable String columns, Map<String, String> environment) {
    String which = terminals == null ? guess() : terminals;
    String kind = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    boolean draws = which.contains("o") && !kind.isEmpty() && !kind.equals("dumb");
    boolean colour = draws && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Shape(
        which.contains("i") && which.contains("e"),
        draws,
        colour,
        which.contains("o") ? width(columns) : Integer.MAX_VALUE);
  }

  private static String guess() {
    java.io.Console console = System.console();
    return console != null && console.isTerminal() ? "ioe" : "";
  }

  private static int width(@Nullable String columns) {
    try {
      return columns == null || columns.isBlank()
          ? USUAL
          : Math.max(LEAST, Integer.parseInt(columns.strip()));
    } catch (NumberFormatException e) {
      return USUAL;
    }
  }
}
