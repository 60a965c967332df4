// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a playbook says of a deadline.
 *
 * @param within how long after its plan a credential is to be dead; null if the playbook sets no
 *     time, so that only the incident's own deadline counts
 * @param then what happens at whichever deadline comes first
 */
public record DeadlineRule(@Nullable Duration within, Deadline.Action then) {

  /** What a playbook has that says nothing of it. */
  public static final DeadlineRule USUAL = new DeadlineRule(null, Deadline.Action.ESCALATE);

  public DeadlineRule {
    requireNonNull(then, "then is null");
    if (within != null && !within.isPositive()) {
      throw new IllegalArgumentException("kill within: %s (expected: > 0)".formatted(within));
    }
  }

  /**
   * The deadline of one rotation.
   *
   * @param planned when the plan is made
   * @param incident the incident's own deadline; null if it has none
   * @param compression how many times as fast time goes in a sandbox; the incident's deadline is a
   *     time of the world, and stays
   */
  Optional<Deadline> from(Instant planned, @Nullable Instant incident, int compression) {
    Instant own =
        within == null ? null : planned.plus(Duration.ofMillis(within.toMillis() / compression));
    if (own == null || (incident != null && incident.isBefore(own))) {
      own = incident;
    }
    return Optional.ofNullable(own).map(at -> new Deadline(at, then));
  }

  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    if (within != null) {
      facts.put("within", within.toString());
    }
    facts.put("then", dev.rekey.evidence.CanonicalJson.name(then));
    return facts;
  }
}
