// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.seed;

import static java.util.Objects.requireNonNull;

/**
 * What to make.
 *
 * @param identities how many IAM users, each with a key that one application holds
 * @param secondKeyEvery each so-manieth user has a second key, held by a job of its own, so that
 *     both slots are taken; 0 for none
 * @param awsSystem the name that the list gives to AWS, e.g. {@code aws-prod}
 * @param storeSystem the name that the list gives to OpenBao, e.g. {@code openbao-prod}
 */
public record SeedPlan(int identities, int secondKeyEvery, String awsSystem, String storeSystem) {
  /** Checks that something is made. */
  public SeedPlan {
    requireNonNull(awsSystem, "awsSystem is null");
    requireNonNull(storeSystem, "storeSystem is null");
    if (identities < 1) {
      throw new IllegalArgumentException("identities: " + identities + " (expected: >= 1)");
    }
    if (secondKeyEvery < 0) {
      throw new IllegalArgumentException("secondKeyEvery: " + secondKeyEvery + " (expected: >= 0)");
    }
  }

  boolean hasSecondKey(int number) {
    return secondKeyEvery > 0 && number % secondKeyEvery == 0;
  }
}
