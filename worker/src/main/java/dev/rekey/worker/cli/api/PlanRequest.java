// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan to make.
 *
 * @param ownerApproval {@code none}, {@code admin} or {@code all}
 * @param contain the ids of credentials that are cut at once and replaced after
 * @param killBy until when all is to be dead; null if the incident has no deadline
 */
public record PlanRequest(
    String author, String ownerApproval, List<String> contain, @Nullable Instant killBy) {

  public PlanRequest {
    contain = List.copyOf(contain);
  }
}
