// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.evidence.Digest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The draft of a certificate, or why there is none.
 *
 * @param body the digest that closing statements sign; null if the campaign cannot close
 * @param unaccounted one line per row that is in the way, at most 100
 * @param openRows how many rows are in the way
 * @param exceptions how many open exceptions keep it "settled" instead of "closed"
 */
public record ClosingDraft(
    @Nullable Digest body, List<String> unaccounted, int openRows, int exceptions) {

  public ClosingDraft {
    unaccounted = List.copyOf(unaccounted);
  }
}
