// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Starts all lanes of one wave at once, and ends. */
@WorkflowInterface
public interface WaveWorkflow {

  @WorkflowMethod(name = "Wave")
  void run(WaveInput input);
}
