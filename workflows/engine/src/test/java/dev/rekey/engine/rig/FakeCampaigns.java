// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.engine.campaign.CampaignActivities;
import dev.rekey.engine.campaign.CampaignInput;
import dev.rekey.engine.campaign.CampaignOpened;
import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.engine.campaign.SweepActivities;
import dev.rekey.engine.campaign.WaveInput;
import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.Privilege;
import dev.rekey.words.SystemName;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One campaign's database: its plan has as many waves as it was given lists of lanes. */
public final class FakeCampaigns implements CampaignActivities, SweepActivities {

  public static final Digest PLAN = Digest.ofText("the plan");
  public static final Digest CERTIFICATE = Digest.ofText("the certificate");

  private final People people;
  private final List<List<Lane>> waves;
  private final Map<Integer, Integer> loud = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();
  private final Set<String> refused = new LinkedHashSet<>();
  private String unlisted = "";
  private String unlistedType = "";
  private boolean onlyCuts;
  private int unaccounted;
  private int later;

  public FakeCampaigns(People people, List<List<Lane>> waves) {
    this.people = people;
    this.waves = waves;
  }

  /** What was asked of the database, in order. */
  public synchronized List<String> log() {
    return List.copyOf(log);
  }

  /** The wave becomes quiet when this many looks at it were too early. */
  public synchronized void loud(int wave, int looks) {
    loud.put(wave, looks);
  }

  /** So many of its waves come only with its second plan. */
  public synchronized void later(int waves) {
    later = waves;
  }

  /** So many rows are in the way of the next draft. */
  public synchronized void unaccounted(int rows) {
    unaccounted = rows;
  }

  /** The system does not let itself be listed, for this reason; it does again if that is empty. */
  public synchronized void unlisted(String why, String type) {
    unlisted = why;
    unlistedType = type;
  }

  /** All that the plan names is cut at once. */
  public synchronized void onlyCuts() {
    onlyCuts = true;
  }

  /** The database does not take this decision. */
  public synchronized void refuse(SignedStatement signed) {
    refused.add(signed.text());
  }

  @Override
  public synchronized CampaignOpened openCampaign(CampaignInput input) {
    log.add(input.plan() == 1 ? "open" : "open plan " + input.plan());
    return new CampaignOpened(
        PLAN,
        people.alice.name(),
        people.roster(),
        /* approved= */ false,
        input.plan() == 1 ? waves.size() - later : waves.size(),
        List.of(Sample.AWS),
        Duration.ofHours(24),
        Timing.DEFAULT,
        onlyCuts);
  }

  @Override
  public synchronized void recordPlanDecision(CampaignInput input, SignedStatement signed) {
    Verb verb = Statement.parse(signed.text()).verb();
    if (refused.contains(signed.text())) {
      log.add("refused " + verb);
      throw ApplicationFailure.newNonRetryableFailure("not as it stands", "decision-refused");
    }
    log.add(input.plan() == 1 ? "plan " + verb : "plan %d %s".formatted(input.plan(), verb));
  }

  @Override
  public synchronized List<WaveLane> waveLanes(WaveInput input) {
    log.add("wave " + input.wave());
    return waves.get(input.wave() - 1).stream()
        .map(lane -> new WaveLane(lane, Sample.PAYMENTS, Privilege.WRITE))
        .toList();
  }

  @Override
  public synchronized void awaitQuiet(WaveInput input) {
    int left = loud.merge(input.wave(), -1, Integer::sum);
    if (left >= 0) {
      throw ApplicationFailure.newBuilder()
          .setMessage("not quiet")
          .setType("not-quiet")
          .setNextRetryDelay(Duration.ofMillis(20))
          .build();
    }
    log.add("quiet " + input.wave());
  }

  @Override
  public synchronized void recordBusy(WaveInput input, List<Lane> lanes) {
    log.add("busy %d %s".formatted(input.wave(), lanes));
  }

  @Override
  public synchronized int sweep(CampaignName campaign, SystemName system) {
    log.add("sweep " + system);
    if (!unlisted.isEmpty()) {
      throw ApplicationFailure.newFailure(unlisted, unlistedType);
    }
    return 0;
  }

  @Override
  public synchronized ClosingDraft draft(CampaignName campaign) {
    log.add("draft");
    return unaccounted == 0
        ? new ClosingDraft(CERTIFICATE, List.of(), 0, 0)
        : new ClosingDraft(null, List.of("a row is open"), unaccounted, 0);
  }

  @Override
  public synchronized String close(CampaignName campaign, SignedStatement signed) {
    log.add("close");
    return "closed";
  }

  @Override
  public synchronized void alarmCampaign(CampaignName campaign, String what) {
    log.add("alarm: " + what);
  }
}
