// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import static java.util.stream.Collectors.joining;

import dev.rekey.evidence.MalformedEvidence;
import java.util.List;

/** A roster that cannot be used, with everything that is wrong with it. */
public class MalformedRoster extends MalformedEvidence {

  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  MalformedRoster(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(joining("\n")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** All mistakes, in the order of lines. */
  public List<Mistake> mistakes() {
    return mistakes;
  }

  /**
   * One mistake.
   *
   * @param line in the {@code allowed_signers} text, from 1; 0 if it is about no line
   * @param column in that line, from 1; 0 if it is about the whole line
   * @param what what was found, what was expected, what to do
   */
  public record Mistake(int line, int column, String what) {

    @Override
    public String toString() {
      if (line == 0) {
        return "roster: " + what;
      }
      return column == 0
          ? "allowed_signers line %d: %s".formatted(line, what)
          : "allowed_signers line %d, column %d: %s".formatted(line, column, what);
    }
  }
}
