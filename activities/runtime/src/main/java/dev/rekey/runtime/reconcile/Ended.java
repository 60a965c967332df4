// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.reconcile;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;

/** How a workflow that should run came to its end. */
enum Ended {
  COMPLETED("its workflow came to its end"),
  FAILED("its workflow failed"),
  CANCELED("its workflow was cancelled from outside"),
  TERMINATED("its workflow was terminated from outside"),
  TIMED_OUT("its workflow timed out"),
  /** Nobody ended it here: its history was deleted, or this Temporal never had it. */
  PURGED(
      "Temporal does not know its workflow: its history was deleted, or Temporal is another one");

  private final String sentence;

  Ended(String sentence) {
    this.sentence = sentence;
  }

  String sentence() {
    return sentence;
  }

  static Ended of(WorkflowExecutionStatus status) {
    return switch (status) {
      case WORKFLOW_EXECUTION_STATUS_COMPLETED, WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW ->
          COMPLETED;
      case WORKFLOW_EXECUTION_STATUS_FAILED -> FAILED;
      case WORKFLOW_EXECUTION_STATUS_CANCELED -> CANCELED;
      case WORKFLOW_EXECUTION_STATUS_TERMINATED -> TERMINATED;
      case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> TIMED_OUT;
      default ->
          throw new IllegalArgumentException("%s is no end (expected: an end)".formatted(status));
    };
  }
}
