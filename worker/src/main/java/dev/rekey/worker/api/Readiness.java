// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.drill.Drill;
import dev.rekey.runtime.drill.Finding;
import dev.rekey.words.Grade;
import dev.rekey.words.Place;
import dev.rekey.words.SystemName;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a drill comes to: how ready a plan is, what would be held, and what it asks of systems. */
final class Readiness {

  /** Calls beside those for places: lists, the issue, the switch, the revoke. */
  private static final int CALLS = 8;

  /** Calls for each place: rights, reads before and after, the write, the last look. */
  private static final int CALLS_A_PLACE = 6;

  /** How often each consumer is asked whether it is well. */
  private static final int CALLS_A_CHECK = 5;

  private final Drill drill;
  private final Plan plan;
  private final Set<TeamName> owned;
  private final Map<SystemName, String> rates;

  Readiness(Drill drill, Roster roster, Map<SystemName, String> rates) {
    this.drill = drill;
    this.plan = drill.plan();
    this.rates = rates;
    this.owned =
        roster.members().stream()
            .filter(member -> member.has(Role.OWNER))
            .map(Member::teams)
            .flatMap(Set::stream)
            .collect(Collectors.toSet());
  }

  record HoldLine(String reason, String detail) {}

  record RowLine(
      String rotation,
      int wave,
      String disposition,
      String team,
      @Nullable String grade,
      boolean ready,
      List<HoldLine> holds,
      List<String> notes) {}

  record SystemLine(String system, int calls, @Nullable String rate) {}

  record DrillView(
      String campaign,
      int drill,
      boolean running,
      int rotations,
      int looked,
      int ready,
      int unresolved,
      int readiness,
      String atLeast,
      String atMost,
      Map<String, Integer> held,
      List<SystemLine> systems,
      List<RowLine> rows,
      List<String> warnings) {}

  DrillView view() {
    Map<String, Finding> findings = new HashMap<>();
    drill.findings().forEach(one -> findings.put(one.rotation(), one));
    List<RowLine> rows =
        plan.rotations().stream().map(one -> row(one, findings.get(one.id().toString()))).toList();
    int ready = (int) rows.stream().filter(RowLine::ready).count();
    int whole = rows.size() + plan.unresolved().size();
    SortedMap<String, Integer> held = new TreeMap<>();
    rows.forEach(row ->
        row.holds().stream()
            .map(HoldLine::reason)
            .distinct()
            .forEach(reason -> held.merge(reason, 1, Integer::sum)));
    return new DrillView(
        plan.campaign().value(),
        drill.number(),
        drill.ended() == null,
        rows.size(),
        findings.size(),
        ready,
        plan.unresolved().size(),
        whole == 0 ? 0 : ready * 100 / whole,
        plan.forecast().atLeast().toString(),
        plan.forecast().atMost().toString(),
        held,
        systems(),
        rows,
        plan.warnings());
  }

  private RowLine row(PlannedRotation one, @Nullable Finding found) {
    List<HoldLine> holds = new ArrayList<>();
    if (found != null) {
      found.holds().forEach(hold -> holds.add(new HoldLine(hold.reason().text(), hold.detail())));
    }
    if (one.ownerApproval() && !owned.contains(one.owner())) {
      holds.add(
          new HoldLine(
              HeldReason.NO_DECISION.text(),
              "nobody on the roster owns for team %s, and its owner is asked"
                  .formatted(one.owner())));
    }
    return new RowLine(
        one.id().toString(),
        one.wave(),
        PlanViews.line(one, Map.of()).disposition(),
        one.owner().value(),
        found == null || found.grade() == null
            ? null
            : found.grade().name().toLowerCase(java.util.Locale.ROOT),
        found != null && holds.isEmpty(),
        holds,
        found == null ? List.of() : found.notes());
  }

  private List<SystemLine> systems() {
    Set<String> byHand =
        drill.findings().stream()
            .filter(found -> found.grade() == Grade.ATTESTED)
            .map(Finding::rotation)
            .collect(Collectors.toSet());
    SortedMap<SystemName, Integer> calls = new TreeMap<>();
    for (PlannedRotation one : plan.rotations()) {
      if (!byHand.contains(one.id().toString())) {
        int probes = one.pace().proveTimes() * 3;
        calls.merge(one.id().lane().system(), CALLS + probes, Integer::sum);
      }
      one.health().forEach(check -> calls.merge(check.system(), CALLS_A_CHECK, Integer::sum));
      for (Place place : one.places()) {
        calls.merge(place.system(), CALLS_A_PLACE, Integer::sum);
      }
    }
    return calls.entrySet().stream()
        .map(each ->
            new SystemLine(each.getKey().value(), each.getValue(), rates.get(each.getKey())))
        .toList();
  }
}
