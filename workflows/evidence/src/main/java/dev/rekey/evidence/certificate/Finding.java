// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Shown;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is not as it must be.
 *
 * @param chain the chain that it is about, or null
 * @param seq the entry in that chain, or null
 * @param what a sentence
 */
public record Finding(@Nullable String chain, @Nullable Long seq, String what) {

  public Finding {
    requireNonNull(what, "what is null");
  }

  /** The sentence, with the chain and the entry in front. */
  @Override
  public String toString() {
    if (chain == null) {
      return what;
    }
    return seq == null
        ? "chain %s: %s".formatted(Shown.text(chain), what)
        : "chain %s, entry %d: %s".formatted(Shown.text(chain), seq, what);
  }
}
