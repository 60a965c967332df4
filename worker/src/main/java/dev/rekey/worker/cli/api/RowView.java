// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a source.
 *
 * @param line from 1
 * @param state {@code resolved}, {@code unresolved} or {@code ruled-out}
 * @param shown the row as people may see it
 * @param reason why it is in that state; empty if there is nothing to say
 * @param rotation the rotation that it became; null if none
 */
public record RowView(
    String source,
    int line,
    String state,
    String shown,
    @Nullable String reason,
    @Nullable String rotation) {

  /** {@code source:line}, as people look it up and decisions name it. */
  public String row() {
    return source + ":" + line;
  }

  /**
   * What a decision about a row that has no rotation binds to: the row as it was shown. The server
   * computes the same.
   */
  public static Digest shown(String row, String text) {
    return Digest.ofText(CanonicalJson.write(Map.of("row", row, "shown", text)));
  }
}
