// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.terminal;

import static java.util.Objects.requireNonNull;

/** One line of output. */
public record Line(Tone tone, String text) {

  public Line {
    requireNonNull(tone, "tone is null");
    requireNonNull(text, "text is null");
  }

  public static Line of(String text) {
    return new Line(Tone.PLAIN, text);
  }
}
