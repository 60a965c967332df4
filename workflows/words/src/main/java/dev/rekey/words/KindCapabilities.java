// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a connector can do with one kind of credential, and what it declares that it cannot.
 *
 * @param parts the parts of a value, in the order in which people name them
 * @param slots how many credentials an identity may have at once; 0 for no limit
 * @param labelled whether a label given at issue is shown in the system's list
 * @param lag how long the system may take until an issue, a disable or a revoke holds everywhere
 * @param derivedLife how long sessions made with a credential may outlive it; zero for none
 */
public record KindCapabilities(
    Kind kind,
    List<String> parts,
    Issue issue,
    Overlap overlap,
    int slots,
    Listing list,
    LastUsed lastUsed,
    Disable disable,
    Revoke revoke,
    boolean labelled,
    Duration lag,
    Duration derivedLife) {

  public KindCapabilities {
    requireNonNull(kind, "kind is null");
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts: none (expected: at least one)");
    }
    if (slots < 0) {
      throw new IllegalArgumentException("slots: %d (expected: >= 0)".formatted(slots));
    }
    if (lag.isNegative()) {
      throw new IllegalArgumentException("lag: %s (expected: >= 0)".formatted(lag));
    }
  }

  /**
   * Whether nothing can be asked of the system: what is done there people do, and what is true
   * there people attest.
   */
  public boolean byHand() {
    return issue == Issue.BY_HAND && revoke == Revoke.BY_HAND && list == Listing.NONE;
  }

  /** Who chooses the new value. */
  public enum Issue {
    /** Rekey does, so that a repeat is harmless. */
    OWN_VALUE,
    /** The system does, and shows it once. */
    CALL,
    /** The system replaces the old value by its own. */
    IN_PLACE,
    BY_HAND
  }

  /** Whether old and new can be alive side by side. */
  public enum Overlap {
    YES,
    DUAL,
    NONE
  }

  /** How much of what exists the system lists. */
  public enum Listing {
    FULL,
    PARTIAL,
    NONE
  }

  /** How finely the system tells when a credential was last used. */
  public enum LastUsed {
    EXACT,
    DAY,
    NONE
  }

  /** Whether a credential can be switched off and on again. */
  public enum Disable {
    YES,
    COARSE,
    NONE
  }

  /** How a credential is killed. */
  public enum Revoke {
    BY_ID,
    BY_ID_WHEN_INACTIVE,
    BY_VALUE,
    BY_HAND
  }
}
