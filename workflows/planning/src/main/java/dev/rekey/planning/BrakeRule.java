// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

/**
 * When a wave pauses itself: too many of the rotations that are past <em>issue</em> were rejected,
 * failed validation or hurt a consumer. Slow owners never count.
 *
 * @param brakeAtPercent 1 to 100
 * @param atLeast how many rotations must be past <em>issue</em> before the share counts; at least 1
 */
public record BrakeRule(int brakeAtPercent, int atLeast) {

  public BrakeRule {
    if (brakeAtPercent < 1 || brakeAtPercent > 100) {
      throw new IllegalArgumentException(
          "brake: %d%% (expected: 1%% to 100%%)".formatted(brakeAtPercent));
    }
    if (atLeast < 1) {
      throw new IllegalArgumentException("brake: at least %d (expected: >= 1)".formatted(atLeast));
    }
  }

  /** 5 percent of at least 10. */
  public static BrakeRule usual() {
    return new BrakeRule(5, 10);
  }

  /** Whether to pause. */
  public boolean trips(int hurt, int pastIssue) {
    return hurt > 0 && pastIssue >= atLeast && 100L * hurt >= (long) brakeAtPercent * pastIssue;
  }

  /** The earlier of both, part by part. */
  BrakeRule stricter(BrakeRule other) {
    return new BrakeRule(
        Math.min(brakeAtPercent, other.brakeAtPercent), Math.min(atLeast, other.atLeast));
  }

  /** As playbooks say it: {@code 5% of at least 10}. */
  @Override
  public String toString() {
    return brakeAtPercent + "% of at least " + atLeast;
  }
}
