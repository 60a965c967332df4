// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the server did not do it (RFC 9457).
 *
 * @param detail a sentence for people; null if the title says it all
 * @param mistakes one line each; the server may leave them out
 * @param next the next command to run; null if nobody knows one
 */
public record Problem(
    @Nullable String title,
    int status,
    @Nullable String detail,
    List<String> mistakes,
    @Nullable String next) {

  public Problem {
    mistakes = mistakes == null ? List.of() : List.copyOf(mistakes);
  }

  /** What it says first. */
  public String says() {
    return detail != null ? detail : title != null ? title : "the server answered " + status;
  }
}
