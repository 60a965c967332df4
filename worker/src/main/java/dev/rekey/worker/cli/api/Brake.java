// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What holds a campaign back. */
public enum Brake {
  @JsonProperty("none")
  NONE,
  /** No new side effect until it is lifted. */
  @JsonProperty("pause")
  PAUSE,
  /** No new side effect; what was begun is held, and goes on by signed decisions only. */
  @JsonProperty("abort")
  ABORT,
  /** A store came back from a backup: no revokes until a person confirms. */
  @JsonProperty("restored")
  RESTORED;

  /** As people and JSON write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
