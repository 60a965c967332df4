// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;

/** One attempt at a step on its way through the gate; knows its fence and the chain's head. */
public final class Passage {

  private final PlannedRotation planned;
  private final PlannedRotation decided;
  private final String fence;
  private Head head;

  public Passage(PlannedRotation planned, String fence, Head head) {
    this(planned, planned, fence, head);
  }

  /**
   * An attempt at what decisions have made of the plan.
   *
   * @param planned what the plan says
   * @param decided the same, as signed decisions have changed it by now
   */
  public Passage(PlannedRotation planned, PlannedRotation decided, String fence, Head head) {
    this.planned = planned;
    this.decided = decided;
    this.fence = fence;
    this.head = head;
  }

  public PlannedRotation planned() {
    return planned;
  }

  public PlannedRotation decided() {
    return decided;
  }

  public String fence() {
    return fence;
  }

  public Head head() {
    return head;
  }

  /** The chain has grown by this attempt's own hand. */
  public void moved(Head newHead) {
    this.head = newHead;
  }
}
