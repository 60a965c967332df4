// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to sign before a campaign goes on that has ended.
 *
 * @param certificate the digest of the body that it ended with; null if it has not
 * @param proposal the digest of what one person has signed; null if nobody has
 * @param alive the rotations that it says are alive again
 */
public record ReopeningView(
    String campaign,
    String state,
    @Nullable String certificate,
    @Nullable String proposal,
    @Nullable String person,
    @Nullable String reason,
    List<String> alive) {

  public ReopeningView {
    alive = List.copyOf(alive);
  }
}
