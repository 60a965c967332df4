// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.planning.Plan;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One drill.
 *
 * @param number from 1, for each campaign
 * @param plan what it went over; not necessarily one that was kept
 * @param ended null while it runs
 * @param findings those that are in by now
 */
public record Drill(
    int number, Plan plan, Instant started, @Nullable Instant ended, List<Finding> findings) {

  public Drill {
    findings = List.copyOf(findings);
  }
}
