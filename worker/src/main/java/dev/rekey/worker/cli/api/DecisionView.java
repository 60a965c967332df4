// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a decision.
 *
 * @param digest of the statement
 * @param recorded whether it is kept: then it is delivered sooner or later
 * @param delivered how many have answered already, see {@link Answer}
 * @param waiting to how many not yet
 */
public record DecisionView(
    String digest, boolean recorded, int delivered, int waiting, List<Answer> answers) {

  public DecisionView {
    answers = List.copyOf(answers);
  }

  /** Those who were asked and did not take it. */
  public List<Answer> refusals() {
    return answers.stream().filter(Answer::refuses).toList();
  }

  /**
   * What came back.
   *
   * @param rotation who was asked: a rotation, a row, or {@code campaign} for the campaign itself
   * @param answer null while it waits for delivery
   */
  public record Answer(String rotation, @Nullable String answer) {

    boolean refuses() {
      return answer != null && answer.startsWith("refused");
    }
  }
}
