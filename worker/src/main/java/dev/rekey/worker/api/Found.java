// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.words.CampaignName;

/** Finds campaigns by the name in an address. */
final class Found {

  private Found() {}

  static CampaignRow campaign(Campaigns campaigns, String name) {
    return campaigns
        .find(new CampaignName(name))
        .orElseThrow(() ->
            Refused.missing(
                "no campaign '%s' (expected: one of %s)"
                    .formatted(
                        name, campaigns.all().stream().map(row -> row.name().value()).toList()),
                "rekey campaign new %s --cause …".formatted(name)));
  }
}
