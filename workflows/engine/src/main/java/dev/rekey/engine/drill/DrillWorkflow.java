// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.drill;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks at every system of a plan, all at once, and ends. */
@WorkflowInterface
public interface DrillWorkflow {

  @WorkflowMethod(name = "Drill")
  void run(DrillInput input);
}
