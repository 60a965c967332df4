// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a rotation stands.
 *
 * @param workflow the id of its workflow in Temporal
 * @param reason why it is held, for example {@code slots-full}; null if it is not
 * @param sentence the reason for people
 * @param note what was found, for people
 * @param round the how manieth hold it is
 * @param shown the digest that a decision about it must bind to now; null if nothing can be decided
 * @param verbs what can be decided now, for example {@code cut-anyway}
 * @param remedy null if it is not held
 * @param deadline until when it is to be dead; null if there is no such time, or nothing to wait
 *     for
 * @param unwell which consumers were not well, or could not be asked, before its owner was asked
 * @param offSince since when the old credential is switched off, and could be switched on again;
 *     null if it is not, or is dead
 */
public record RotationView(
    String rotation,
    String workflow,
    String system,
    String identity,
    String credential,
    String team,
    String state,
    @Nullable String step,
    @Nullable String reason,
    @Nullable String sentence,
    @Nullable String note,
    int round,
    @Nullable Instant since,
    @Nullable String shown,
    List<String> verbs,
    @Nullable Remedy remedy,
    @Nullable Deadline deadline,
    List<String> unwell,
    @Nullable Instant offSince) {

  public RotationView {
    verbs = List.copyOf(verbs);
    // An older server tells of none.
    unwell = List.copyOf(requireNonNullElse(unwell, List.of()));
  }

  /**
   * What helps against a hold.
   *
   * @param clock what happens by itself, and when
   * @param next the command that helps once its cause is gone
   * @param otherwise the command that has people do what the call does not; null where none can
   */
  public record Remedy(String clock, String next, @Nullable String otherwise) {}

  /**
   * Until when it is to be dead.
   *
   * @param then what happens then to one that still waits: {@code escalate}, {@code cut} or {@code
   *     extend}
   * @param breaks the places whose consumers fail if it is cut
   */
  public record Deadline(Instant at, String then, List<String> breaks) {

    public Deadline {
      breaks = List.copyOf(breaks);
    }

    /** One line for people: what happens when, or that it has passed. */
    public String sentence(Instant now) {
      if (!now.isBefore(at)) {
        return "OVERDUE: it was to be dead by " + at;
      }
      return then.equals("cut")
          ? "CUT at %s if it still waits then; %s"
              .formatted(
                  at,
                  breaks.isEmpty()
                      ? "no place of it is known"
                      : "then these fail until they hold the new one: " + String.join(", ", breaks))
          : "to be dead by %s, else %s"
              .formatted(at, then.equals("extend") ? "held until two extend it" : "escalated");
    }

    /** Whether it is late. */
    public boolean isOver(Instant now) {
      return !now.isBefore(at);
    }
  }

  /** Whether it was to be dead by now. */
  public boolean isOverdue(Instant now) {
    return deadline != null && deadline.isOver(now);
  }

  /** Lines for whoever decides about it. */
  public List<String> warnings(Instant now) {
    List<String> lines = new ArrayList<>();
    if (deadline != null) {
      lines.add(deadline.sentence(now));
    }
    lines.addAll(ailments());
    return lines;
  }

  /** Whether any of its consumers was not well, or could not be asked. */
  public boolean hasAilments() {
    return !unwell.isEmpty();
  }

  /** One line for each consumer that was not well, or could not be asked. */
  public List<String> ailments() {
    return unwell.stream().map("NOT WELL before anything was done: "::concat).toList();
  }

  /** Its id without the campaign: {@code system/identity/kind/credential}. */
  public String shortName() {
    return rotation.substring(rotation.indexOf('/') + 1);
  }
}
