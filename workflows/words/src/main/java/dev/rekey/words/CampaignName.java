// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** The name of a campaign, for example {@code okta-2026-11}. */
public record CampaignName(String value) implements Comparable<CampaignName> {

  public CampaignName {
    Name.label("campaign", value);
  }

  @Override
  public int compareTo(CampaignName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
