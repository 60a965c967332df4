// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a rotation asks of the ledger; served on the core queue. */
@ActivityInterface
public interface LedgerActivities {

  /** Rebuilds from the ledger where each credential of the lane stands. */
  @ActivityMethod(name = "OpenLane")
  Opened open(LaneInput input);

  /** Records a hold that the workflow itself came to. */
  @ActivityMethod(name = "RecordHold")
  Head hold(HoldRequest request);

  /** Records that a consumer could not be asked before its owner is, and why. */
  @ActivityMethod(name = "RecordUnasked")
  StepResult unasked(StepRequest request, String why);

  /** Records that the deadline has come at which the plan, as approved, cuts. */
  @ActivityMethod(name = "RecordOverdue")
  Admission overdue(RotationId rotation, Head head);

  /** Verifies a decision again and records it. */
  @ActivityMethod(name = "RecordDecision")
  Admission admit(RotationId rotation, Head head, Delivery delivery);

  /** Asks, reminds or escalates; the same call twice asks once. */
  @ActivityMethod(name = "Ask")
  void ask(AskRequest request);

  /** Records the end: proven, with its grade; the rotation's sealed values are deleted. */
  @ActivityMethod(name = "RecordProven")
  Head end(RotationId rotation, Head head);

  /** Raises an alarm: something tried to get round the rules. */
  @ActivityMethod(name = "RaiseAlarm")
  void alarm(CampaignName campaign, Lane lane, String what);
}
