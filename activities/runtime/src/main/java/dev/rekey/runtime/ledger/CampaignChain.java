// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import dev.rekey.words.CampaignName;

/** The chain of what concerns a campaign as a whole: its plans, brakes, closing. */
public final class CampaignChain {

  private CampaignChain() {}

  public static String name(CampaignName campaign) {
    return "campaign/" + campaign;
  }
}
