// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * What became of a decision.
 *
 * @param digest of the statement
 * @param recorded whether it is kept: then it is delivered sooner or later
 * @param delivered to how many rotations it was delivered already
 * @param waiting to how many not yet
 */
public record DecisionView(
    String digest, boolean recorded, int delivered, int waiting, List<Answer> answers) {

  public DecisionView {
    answers = List.copyOf(answers);
  }

  /** What a rotation said to it. */
  public record Answer(String rotation, String answer) {}
}
