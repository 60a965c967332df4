// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;

/**
 * How far a roster is trusted.
 *
 * @param needed how many people must trust it before it counts
 */
public record TrustView(String digest, List<String> trustedBy, int needed) {

  public TrustView {
    trustedBy = List.copyOf(trustedBy);
  }
}
