// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.task;

/** What came of the check of what was signed about a task. */
public sealed interface TaskChecked {

  /** It is of somebody who may have done it. */
  record Valid(TaskStatement statement) implements TaskChecked {}

  /**
   * It counts for nothing.
   *
   * @param why a sentence for people, without anything secret
   */
  record Invalid(String why) implements TaskChecked {}
}
