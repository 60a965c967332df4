// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.answers;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What was answered.
 *
 * @param status of HTTP
 * @param type the media type of the body; null if there is none
 * @param body as it was sent; never changed
 */
@SuppressWarnings("ArrayRecordComponent")
public record KeptAnswer(int status, @Nullable String type, byte[] body) {

  public KeptAnswer {
    requireNonNull(body, "body is null");
  }
}
