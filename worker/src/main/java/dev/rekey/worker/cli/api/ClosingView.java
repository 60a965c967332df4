// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The draft of a certificate, or why there is none.
 *
 * @param body the digest that closing statements sign; null if the campaign cannot close
 * @param unaccounted one line for each row that is in the way
 */
public record ClosingView(
    @Nullable String body, int openRows, int exceptions, List<String> unaccounted) {

  public ClosingView {
    unaccounted = List.copyOf(unaccounted);
  }
}
