// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import static java.util.Objects.requireNonNull;

/**
 * What a consumer says of itself.
 *
 * @param well whether it answered as it has to
 * @param answer in a few words of ours, such as {@code answered 503 (expected: 200)}; nothing of
 *     the answer's body, which may hold anything
 */
public record Health(boolean well, String answer) {
  public Health {
    requireNonNull(answer, "answer is null");
  }
}
