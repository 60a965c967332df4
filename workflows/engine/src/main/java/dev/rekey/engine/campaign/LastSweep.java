// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.words.CampaignName;
import dev.rekey.words.SystemName;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists every system in scope once more before the end. A system that cannot be listed now stands
 * in the way of the end, and that is said at once: whoever closes asks again once it can be.
 */
final class LastSweep {

  private final CampaignName campaign;
  private final CampaignOpened opened;
  private final List<String> unlisted = new ArrayList<>();

  private LastSweep(CampaignName campaign, CampaignOpened opened) {
    this.campaign = campaign;
    this.opened = opened;
  }

  /**
   * Sweeps.
   *
   * @param insisting what calls until the answer is one of ours
   * @return one line for each system that could not be listed
   */
  static List<String> of(
      CampaignName campaign, CampaignOpened opened, Consumer<Runnable> insisting) {
    LastSweep sweep = new LastSweep(campaign, opened);
    opened.systems().forEach(system -> insisting.accept(() -> sweep.list(system)));
    return List.copyOf(sweep.unlisted);
  }

  /** The draft, with what could not be listed before all else that is in the way. */
  static ClosingDraft withUnlisted(List<String> unlisted, ClosingDraft draft) {
    if (unlisted.isEmpty()) {
      return draft;
    }
    List<String> all = new ArrayList<>(unlisted);
    all.addAll(draft.unaccounted());
    return new ClosingDraft(
        null,
        all.stream().limit(100).toList(),
        draft.openRows() + unlisted.size(),
        draft.exceptions());
  }

  private void list(SystemName system) {
    try {
      CoreCalls.sweep(system, opened.timing()).sweep(campaign, system);
    } catch (ActivityFailure failed) {
      unlisted.add(
          "%s could not be listed once more, so that nobody knows what lives there: %s"
              .formatted(system, why(system, failed)));
    }
  }

  private static String why(SystemName system, ActivityFailure failed) {
    return switch (failed.getCause()) {
      case ApplicationFailure said -> said.getOriginalMessage();
      case TimeoutFailure late
          when late.getTimeoutType() == TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START ->
          "no worker serves %s (expected: one where it is reached)".formatted(system);
      case null, default -> "no answer came in time";
    };
  }
}
