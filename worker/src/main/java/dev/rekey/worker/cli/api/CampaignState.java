// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How far a campaign is. */
public enum CampaignState {
  /** It has a name and perhaps rows, no plan yet. */
  @JsonProperty("open")
  OPEN,
  /** It has a plan and was not started. */
  @JsonProperty("planned")
  PLANNED,
  @JsonProperty("running")
  RUNNING,
  /** Nothing moves any more; exceptions may be open. */
  @JsonProperty("settled")
  SETTLED,
  @JsonProperty("closed")
  CLOSED;

  /** As people and JSON write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
