// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.drill;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.words.CampaignName;
import dev.rekey.words.SystemName;
import java.util.List;

/**
 * One drill of a campaign.
 *
 * @param number from 1
 * @param systems those that accept a credential of its plan
 */
public record DrillInput(
    CampaignName campaign, int number, List<SystemName> systems, Timing timing) {

  public DrillInput {
    systems = List.copyOf(systems);
  }
}
