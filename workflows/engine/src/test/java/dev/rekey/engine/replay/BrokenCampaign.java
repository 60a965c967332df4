// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.replay;

import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.campaign.CampaignWorkflowImpl;
import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.evidence.decision.SignedStatement;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Today's campaign with one more wait at its very end: an incompatible change. */
public final class BrokenCampaign implements CampaignWorkflow {

  private final CampaignWorkflow today;

  @WorkflowInit
  public BrokenCampaign(CampaignInput input) {
    this.today = new CampaignWorkflowImpl(input);
  }

  @Override
  public void run(CampaignInput input) {
    today.run(input);
    Workflow.sleep(Duration.ofSeconds(1));
  }

  @Override
  public String decide(SignedStatement signed) {
    return today.decide(signed);
  }

  @Override
  public void checkDecision(SignedStatement signed) {
    today.checkDecision(signed);
  }

  @Override
  public void decideBySignal(@Nullable SignedStatement signed) {
    today.decideBySignal(signed);
  }

  @Override
  public ClosingDraft prepareClosing() {
    return today.prepareClosing();
  }

  @Override
  public String close(SignedStatement signed) {
    return today.close(signed);
  }

  @Override
  public void checkClosing(SignedStatement signed) {
    today.checkClosing(signed);
  }

  @Override
  public String standing() {
    return today.standing();
  }
}
