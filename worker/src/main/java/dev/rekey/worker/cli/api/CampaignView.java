// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import static java.util.Objects.requireNonNullElse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a campaign stands.
 *
 * @param standing one sentence
 * @param plan the number of its newest plan; 0 if it has none
 * @param oldestLiveSince since when the leaked credential that lives longest has been exposed; null
 *     if none lives
 * @param forecast how long it will still take; null if nobody can say
 */
public record CampaignView(
    String name,
    String cause,
    CampaignState state,
    Brake brake,
    @Nullable String standing,
    int plan,
    @Nullable String planDigest,
    Counts counts,
    @Nullable Instant oldestLiveSince,
    @Nullable Duration forecast,
    List<WaveView> waves,
    List<AlarmView> alarms,
    List<AloneView> alone) {

  public CampaignView {
    waves = List.copyOf(waves);
    alarms = List.copyOf(alarms);
    // An older server tells of none.
    alone = List.copyOf(requireNonNullElse(alone, List.of()));
  }

  /**
   * How many credentials are in each state, and how many rows nobody has resolved.
   *
   * @param overdue how many were to be dead by now, whatever their state
   * @param switchedOff how many are switched off just now to see who misses them
   */
  public record Counts(
      int scope,
      int proven,
      int held,
      int excepted,
      int working,
      int waiting,
      int planned,
      int ruledOut,
      int unresolved,
      Integer overdue,
      Integer switchedOff) {

    public Counts {
      // An older server tells of none.
      overdue = requireNonNullElse(overdue, 0);
      switchedOff = requireNonNullElse(switchedOff, 0);
    }
  }

  /** Where a wave stands. */
  public record WaveView(int wave, int total, int proven, int held, int moving) {}

  /**
   * A plan that its author approved alone.
   *
   * @param digest of that statement
   * @param countersigner who has countersigned it; null while nobody has
   */
  public record AloneView(
      int plan,
      String digest,
      String person,
      String reason,
      Instant at,
      @Nullable String countersigner) {}

  /** Something that nobody but an intruder or an operator can have done. */
  public record AlarmView(Instant at, String subject, String what) {}
}
