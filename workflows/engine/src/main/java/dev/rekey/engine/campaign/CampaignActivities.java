// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import java.util.List;

/** What campaigns and waves ask of the database; served on the core queue. */
@ActivityInterface
public interface CampaignActivities {

  @ActivityMethod(name = "OpenCampaign")
  CampaignOpened openCampaign(CampaignInput input);

  /** Verifies the plan's approval again and records it. */
  @ActivityMethod(name = "RecordPlanDecision")
  void recordPlanDecision(CampaignInput input, SignedStatement signed);

  /** The lanes of one wave, in the order of the plan. */
  @ActivityMethod(name = "WaveLanes")
  List<WaveLane> waveLanes(WaveInput input);

  /**
   * Returns when the wave is quiet: a canary all proven or waiting for people, another wave with
   * none that is just being issued or installed. Until then it fails with a delay. Trips the brake
   * if too many went wrong.
   */
  @ActivityMethod(name = "AwaitQuiet")
  void awaitQuiet(WaveInput input);

  /** Holds lanes on which another campaign works. */
  @ActivityMethod(name = "RecordBusyLanes")
  void recordBusy(WaveInput input, List<Lane> lanes);

  /** Drafts the certificate from the ledger, if every row is accounted for. */
  @ActivityMethod(name = "DraftCertificate")
  ClosingDraft draft(CampaignName campaign);

  /** Checks again, writes the certificate, destroys the campaign's escrow key. */
  @ActivityMethod(name = "CloseCampaign")
  String close(CampaignName campaign, SignedStatement signed);

  /** Raises an alarm. */
  @ActivityMethod(name = "RaiseCampaignAlarm")
  void alarmCampaign(CampaignName campaign, String what);
}
