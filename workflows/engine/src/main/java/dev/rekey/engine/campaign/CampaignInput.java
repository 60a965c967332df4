// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.words.CampaignName;

/** What a campaign workflow is started with; all else it opens from the database. */
public record CampaignInput(CampaignName campaign, int plan) {}
