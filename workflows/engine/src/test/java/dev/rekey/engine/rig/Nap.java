// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;

/** A workflow that only sleeps: whoever waits for it lets the server's time pass. */
@WorkflowInterface
public interface Nap {

  @WorkflowMethod(name = "Nap")
  void sleep(Duration length);

  /** Sleeps. */
  final class Taken implements Nap {

    @Override
    public void sleep(Duration length) {
      Workflow.sleep(length);
    }
  }
}
