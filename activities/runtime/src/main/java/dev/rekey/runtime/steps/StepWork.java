// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.rotation.StepResult;

/** What one step does in one attempt. */
@FunctionalInterface
interface StepWork {

  StepResult run(Attempt attempt);
}
