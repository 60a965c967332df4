// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * A plan to make.
 *
 * @param ownerApproval {@code none}, {@code admin} or {@code all}
 * @param contain the ids of credentials that are cut at once and replaced after
 */
public record PlanRequest(String author, String ownerApproval, List<String> contain) {

  public PlanRequest {
    contain = List.copyOf(contain);
  }
}
