// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import org.jspecify.annotations.Nullable;

/**
 * What a rotation workflow is started with; all else it opens from the ledger.
 *
 * @param plan the number of the plan that the lane stands in
 * @param heldBecause if not null, what is open in the lane begins as held for this reason
 */
public record LaneInput(
    CampaignName campaign, Lane lane, int plan, @Nullable HeldReason heldBecause) {

  /** The same lane, as the ledger has it. */
  LaneInput unheld() {
    return new LaneInput(campaign, lane, plan, null);
  }
}
