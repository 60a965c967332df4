// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of one stolen credential.
 *
 * @param tries how often it was tried
 * @param successes when it worked, oldest first: the moments of asking
 * @param lastError what the last try that failed was told
 */
public record Loot(long tries, List<Instant> successes, Optional<String> lastError) {
  /** Copies, so that nothing can be changed later. */
  public Loot {
    successes = List.copyOf(successes);
  }

  /** When it last worked; empty if it never did. */
  public Optional<Instant> lastSuccess() {
    return successes.isEmpty() ? Optional.empty() : Optional.of(successes.getLast());
  }

  /** How often it worked later than that. */
  public long successesAfter(Instant time) {
    return successes.stream().filter(success -> success.isAfter(time)).count();
  }
}
