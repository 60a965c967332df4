// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.words.CampaignName;

/** One wave of one plan, from 1. */
public record WaveInput(CampaignName campaign, int plan, int wave) {}
