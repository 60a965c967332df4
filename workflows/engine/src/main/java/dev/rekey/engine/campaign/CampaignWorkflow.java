// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.evidence.decision.SignedStatement;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Drives a campaign: waits for the plan's approval, starts its waves, closes it whole. */
@WorkflowInterface
public interface CampaignWorkflow {

  @WorkflowMethod(name = "Campaign")
  void run(CampaignInput input);

  /** Hands in the signed approval or denial of the plan. */
  @UpdateMethod(name = "decide")
  String decide(SignedStatement signed);

  @UpdateValidatorMethod(updateName = "decide")
  void checkDecision(SignedStatement signed);

  /** The same by signal: a forged one changes nothing. */
  @SignalMethod(name = "decision")
  void decideBySignal(@Nullable SignedStatement signed);

  /** Sweeps all systems once more and drafts the certificate, or says what is unaccounted for. */
  @UpdateMethod(name = "prepare-closing")
  ClosingDraft prepareClosing();

  /** Closes with a signature over the drafted certificate. */
  @UpdateMethod(name = "close")
  String close(SignedStatement signed);

  @UpdateValidatorMethod(updateName = "close")
  void checkClosing(SignedStatement signed);

  @QueryMethod(name = "standing")
  String standing();
}
