// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.words.CampaignName;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The last sweep; served on each system's own queue. */
@ActivityInterface
public interface SweepActivities {

  /**
   * The type of the failure when the system does not let itself be listed: asking again is vain.
   */
  String REJECTED = "rejected";

  /**
   * Lists every identity in scope again. A live credential that is neither of the campaign's making
   * nor a row becomes a row of its own, open.
   *
   * @return how many such strangers were found
   */
  @ActivityMethod(name = "Sweep")
  int sweep(CampaignName campaign, SystemName system);
}
