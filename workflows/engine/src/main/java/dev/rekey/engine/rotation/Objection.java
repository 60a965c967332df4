// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import io.temporal.workflow.Workflow;

/**
 * Why a decision changes nothing.
 *
 * @param forged whether its signature is not what it claims: an alarm, not a mistake
 */
record Objection(boolean forged, String why) {

  /** Counts it in a metric; harmless under replay. */
  void count() {
    Workflow.getMetricsScope()
        .counter(forged ? "rekey_decisions_forged" : "rekey_decisions_refused")
        .inc(1);
  }
}
