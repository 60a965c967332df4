// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.text.DidYouMean;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.words.CampaignName;
import java.util.List;

/** Finds campaigns by the name in an address. */
final class Found {

  private Found() {}

  static CampaignRow campaign(Campaigns campaigns, String name) {
    return campaigns.find(new CampaignName(name)).orElseThrow(() -> missing(campaigns, name));
  }

  private static Refused missing(Campaigns campaigns, String name) {
    List<String> known = campaigns.all().stream().map(row -> row.name().value()).toList();
    return Refused.missing(
        "no campaign '%s' (expected: one of %s)%s"
            .formatted(name, known, DidYouMean.hint(name, known)),
        known.isEmpty() ? "rekey campaign new %s --cause …".formatted(name) : "rekey status");
  }
}
