// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.rotation.RotationWorkflow;
import dev.rekey.engine.rotation.Shown;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.board.Alarms;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Outlook;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.runtime.campaigns.ScopeStore;
import dev.rekey.runtime.campaigns.Solos;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Campaigns and rotations as the API shows them. */
final class CampaignViews {

  private final Board board;
  private final Alarms alarms;
  private final ScopeStore scope;
  private final Plans plans;
  private final Solos solos;
  private final WorkflowClient temporal;
  private final Clock clock;

  CampaignViews(
      Board board,
      Alarms alarms,
      ScopeStore scope,
      Plans plans,
      Solos solos,
      WorkflowClient temporal,
      Clock clock) {
    this.board = board;
    this.alarms = alarms;
    this.scope = scope;
    this.plans = plans;
    this.solos = solos;
    this.temporal = temporal;
    this.clock = clock;
  }

  record WaveView(int wave, int total, int proven, int held, int moving) {}

  record CampaignView(
      String name,
      String cause,
      String state,
      String brake,
      String standing,
      int plan,
      @Nullable String planDigest,
      Map<String, Integer> counts,
      @Nullable Instant oldestLiveSince,
      @Nullable String forecast,
      List<WaveView> waves,
      List<Alarms.Alarm> alarms,
      List<AloneView> alone) {}

  /** A plan that its author approved alone. */
  record AloneView(
      int plan,
      String digest,
      String person,
      String reason,
      Instant at,
      @Nullable String countersigner) {}

  record RotationView(
      String rotation,
      String workflow,
      String system,
      String identity,
      String credential,
      String team,
      String state,
      String step,
      @Nullable String reason,
      String sentence,
      String note,
      int round,
      Instant since,
      @Nullable String shown,
      List<String> verbs,
      @Nullable Remedy remedy,
      @Nullable DeadlineView deadline,
      List<String> unwell,
      @Nullable Instant offSince) {}

  /**
   * Until when it is to be dead.
   *
   * @param then what happens then to one that still waits
   * @param breaks the places whose consumers fail if it is cut
   */
  record DeadlineView(Instant at, String then, List<String> breaks) {

    static @Nullable DeadlineView of(Standing one) {
      Deadline deadline = one.decided().deadline();
      return deadline == null || one.isOver()
          ? null
          : new DeadlineView(
              deadline.at(),
              CanonicalJson.name(deadline.then()),
              one.decided().places().stream().map(Place::toString).toList());
    }
  }

  CampaignView of(CampaignRow row) {
    List<Standing> standings = board.standings(row.name());
    boolean live = standings.stream().anyMatch(one -> !one.state().equals("proven"));
    String digest = row.plan() == 0 ? null : planDigest(row);
    return new CampaignView(
        row.name().value(),
        row.incident().cause(),
        row.state(),
        row.heldBackBy(),
        standing(row, standings),
        row.plan(),
        digest,
        counts(row.name(), standings),
        live ? row.incident().exposedFrom() : null,
        forecast(row, standings),
        waves(standings),
        alarms.of(row.name()),
        alone(row.name()));
  }

  List<AloneView> alone(CampaignName campaign) {
    return solos.of(campaign).stream()
        .map(one ->
            new AloneView(
                one.plan(),
                one.statement().digest().value(),
                one.statement().person().value(),
                one.statement().reason(),
                one.statement().time(),
                one.countersigner()))
        .toList();
  }

  /** Null if the plan was altered: the alarms, shown beside it, must still be seen. */
  private @Nullable String planDigest(CampaignRow row) {
    try {
      return plans.digest(row.name(), row.plan()).map(Digest::value).orElse(null);
    } catch (TamperedLedger altered) {
      return null;
    }
  }

  List<RotationView> rotations(CampaignName campaign) {
    return board.standings(campaign).stream().map(CampaignViews::view).toList();
  }

  /** Tells every held rotation that the cause may be gone. */
  void nudgeHeld(CampaignName campaign) {
    board.standings(campaign).stream()
        .filter(one -> one.reason() != null && one.reason().healsItself())
        .map(one -> one.planned().id().lane())
        .distinct()
        .forEach(this::nudge);
  }

  private void nudge(Lane lane) {
    try {
      temporal.newWorkflowStub(RotationWorkflow.class, WorkflowIds.rotation(lane)).nudge();
    } catch (WorkflowNotFoundException gone) {
      // It is not running now; the reconciler starts it anew.
      return;
    }
  }

  /** Nothing can be said of what stands still until somebody lets it go on. */
  private static @Nullable String forecast(CampaignRow row, List<Standing> standings) {
    return row.state().equals("running") && row.heldBackBy().equals("none")
        ? Outlook.of(standings).map(Duration::toString).orElse(null)
        : null;
  }

  private static String standing(CampaignRow row, List<Standing> standings) {
    long proven = standings.stream().filter(one -> one.state().equals("proven")).count();
    return switch (row.state()) {
      case "open" -> "takes in lists; no plan yet";
      case "planned" -> "plan %d waits for approval".formatted(row.plan());
      case "running" ->
          "%d of %d rotations are proven%s"
              .formatted(
                  proven,
                  standings.size(),
                  row.heldBackBy().equals("none") ? "" : "; brake: " + row.heldBackBy());
      default -> row.state();
    };
  }

  private Map<String, Integer> counts(CampaignName campaign, List<Standing> standings) {
    List<ScopeRow> rows = scope.rows(campaign);
    Map<String, Integer> counts = new TreeMap<>();
    counts.put("scope", count(rows, row -> row.state() != RowState.KNOWN));
    counts.put("unresolved", count(rows, row -> row.state() == RowState.UNRESOLVED));
    counts.put("ruledOut", count(rows, row -> row.state() == RowState.RULED_OUT));
    for (String state : List.of("planned", "waiting", "working", "held", "excepted", "proven")) {
      counts.put(state, count(standings, one -> one.state().equals(state)));
    }
    Instant now = clock.instant();
    counts.put("overdue", count(standings, one -> one.isOverdue(now)));
    counts.put("switchedOff", count(standings, Standing::isBrownedOut));
    return counts;
  }

  private static List<WaveView> waves(List<Standing> standings) {
    Map<Integer, List<Standing>> waves = new LinkedHashMap<>();
    standings.forEach(
        one -> waves.computeIfAbsent(one.planned().wave(), _ -> new ArrayList<>()).add(one));
    return waves.entrySet().stream()
        .map(wave -> {
          int proven = count(wave.getValue(), one -> one.state().equals("proven"));
          int held = count(wave.getValue(), one -> one.state().equals("held"));
          int total = wave.getValue().size();
          return new WaveView(wave.getKey(), total, proven, held, total - proven - held);
        })
        .toList();
  }

  private static <T> int count(List<T> all, Predicate<T> which) {
    return (int) all.stream().filter(which).count();
  }

  static RotationView view(Standing one) {
    HeldReason reason = one.reason();
    String shown = null;
    List<String> verbs = List.of();
    if (reason != null) {
      shown = one.holdShown().map(Digest::value).orElse(null);
      verbs = Verbs.onHold(one, reason);
    } else if (Verbs.takesAny(one)) {
      shown = Shown.forApproval(one.decided()).value();
      verbs = Verbs.of(one);
    }
    return new RotationView(
        one.planned().id().toString(),
        WorkflowIds.rotation(one.planned().id().lane()),
        one.planned().id().lane().system().value(),
        one.planned().id().lane().identity().value(),
        one.planned().id().credential().value(),
        one.decided().owner().value(),
        one.state(),
        one.step().text(),
        reason == null ? null : reason.text(),
        reason == null ? one.note() : reason.sentence(),
        one.note(),
        one.round(),
        one.since(),
        shown,
        verbs,
        reason == null ? null : Remedy.of(one, reason),
        DeadlineView.of(one),
        List.copyOf(one.decided().unwell().values()),
        one.state().equals("proven") ? null : one.offSince());
  }
}
