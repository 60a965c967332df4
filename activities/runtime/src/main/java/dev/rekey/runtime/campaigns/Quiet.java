// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.engine.campaign.WaveInput;
import dev.rekey.engine.life.Step;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When a wave is quiet, so that the next one may begin. That it was is put on record: whoever
 * reaches Temporal can complete the activity that waits for it, and can write no ledger.
 */
public final class Quiet {

  private static final String TYPE = "wave-quiet";
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private static final Set<Step> BEFORE_INSTALLED =
      EnumSet.of(
          Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE);

  private final Ledger ledger;
  private final Board board;
  private final Campaigns campaigns;
  private final WaveBrakes waveBrakes;

  public Quiet(Ledger ledger, Board board, Campaigns campaigns, WaveBrakes waveBrakes) {
    this.ledger = ledger;
    this.board = board;
    this.campaigns = campaigns;
    this.waveBrakes = waveBrakes;
  }

  /** Puts on record that the wave is quiet; fails, to be tried again, until it is. */
  void await(WaveInput input) {
    waveBrakes.judge(input.campaign());
    List<Standing> wave = standings(input);
    boolean canary = input.wave() == 1;
    long loud = wave.stream().filter(one -> canary ? moves(one) : installs(one)).count();
    String brake = brakeOf(input.campaign());
    if (loud > 0 || !brake.equals("none")) {
      throw notQuiet(
          loud == 0
              ? "brake: " + brake
              : "%d rotations of wave %d are on their way".formatted(loud, input.wave()));
    }
    if (!hasEnded(wave)) {
      // What has ended is on record by itself, and nothing may be written while people close.
      record(input);
    }
  }

  private List<Standing> standings(WaveInput input) {
    return board.standings(input.campaign()).stream()
        .filter(one -> one.planned().wave() == input.wave())
        .toList();
  }

  private static boolean hasEnded(List<Standing> wave) {
    return !wave.isEmpty()
        && wave.stream().map(Standing::state).allMatch(Set.of("proven", "excepted")::contains);
  }

  /**
   * Requires that the wave before this one was quiet. If nobody put that on record, a result was
   * forged: it is looked at here and now, and waited for.
   */
  void requireBefore(WaveInput input) {
    if (input.wave() == 1) {
      return;
    }
    WaveInput before = new WaveInput(input.campaign(), input.plan(), input.wave() - 1);
    if (!isRecorded(before) && !hasEnded(standings(before))) {
      board.alarmOnce(
          input.campaign(),
          "wave " + input.wave(),
          "it was to begin though wave %d was not seen quiet: a result was forged"
              .formatted(before.wave()));
      await(before);
    }
  }

  private boolean isRecorded(WaveInput input) {
    return ledger.read(CampaignChain.name(input.campaign())).stream()
        .filter(entry -> entry.type().equals(TYPE))
        // Under whichever plan: one that follows another goes on with its waves.
        .anyMatch(entry -> Long.valueOf(input.wave()).equals(entry.body().get("wave")));
  }

  private void record(WaveInput input) {
    if (!isRecorded(input)) {
      ledger.write(
          CampaignChain.name(input.campaign()),
          chain -> chain.append(TYPE, Map.of("wave", input.wave(), "plan", input.plan())));
    }
  }

  private static ApplicationFailure notQuiet(String why) {
    return ApplicationFailure.newBuilder()
        .setMessage(why)
        .setType("not-quiet")
        .setNextRetryDelay(LOOK_AGAIN)
        .setCategory(ApplicationErrorCategory.BENIGN)
        .build();
  }

  private String brakeOf(CampaignName campaign) {
    return campaigns.find(campaign).map(CampaignRow::brake).orElse("none");
  }

  private static boolean moves(Standing one) {
    return one.state().equals("planned") || one.state().equals("working");
  }

  private static boolean installs(Standing one) {
    return one.state().equals("planned")
        || (one.state().equals("working") && BEFORE_INSTALLED.contains(one.step()));
  }
}
