// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.planning.Opener;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlanDiff;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.planning.Wave;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.campaigns.Plans;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Place;
import dev.rekey.words.RotationId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans, and how they differ, as the API shows them. */
final class PlanViews {

  private final Plans plans;

  PlanViews(Plans plans) {
    this.plans = plans;
  }

  record WaveLine(int wave, int lanes, int rotations) {}

  record RotationLine(
      String rotation,
      int wave,
      int turn,
      int turns,
      String disposition,
      String privilege,
      String team,
      List<String> places,
      List<String> health,
      boolean ownerApproval,
      String exposure,
      String why,
      String path,
      List<String> waitsFor) {}

  record UnresolvedLine(String source, int line, String reason, String shown) {}

  record PlanView(
      String campaign,
      int number,
      String digest,
      String author,
      List<WaveLine> waves,
      List<RotationLine> rotations,
      List<String> warnings,
      List<UnresolvedLine> unresolved,
      String forecast,
      boolean approved,
      int amends) {}

  record ChangedLine(String rotation, List<String> facts) {}

  record DifferenceView(
      String campaign,
      int number,
      int amends,
      List<RotationLine> added,
      List<String> removed,
      List<ChangedLine> changed,
      List<UnresolvedLine> unresolvedAdded,
      List<UnresolvedLine> unresolvedRemoved) {}

  /** What a plan changes against the one that it follows, or else the one made before it. */
  DifferenceView difference(Plan plan) {
    int amends = plans.amends(plan.campaign(), plan.number());
    int before = amends > 0 ? amends : plan.number() - 1;
    PlanDiff diff =
        PlanDiff.between(
            before == 0 ? Optional.empty() : plans.find(plan.campaign(), before), plan);
    Map<RotationId, String> paths = plan.paths();
    return new DifferenceView(
        plan.campaign().value(),
        plan.number(),
        before,
        diff.added().stream().map(one -> line(one, paths)).toList(),
        diff.removed().stream().map(each -> each.id().toString()).toList(),
        diff.changed().stream()
            .map(each -> new ChangedLine(each.after().id().toString(), each.facts()))
            .toList(),
        diff.unresolvedAdded().stream().map(PlanViews::line).toList(),
        diff.unresolvedRemoved().stream().map(PlanViews::line).toList());
  }

  PlanView of(Plan plan) {
    Map<RotationId, String> paths = plan.paths();
    return new PlanView(
        plan.campaign().value(),
        plan.number(),
        plan.digest().value(),
        plan.author().value(),
        plan.waves().stream().map(PlanViews::line).toList(),
        plan.rotations().stream().map(one -> line(one, paths)).toList(),
        plan.warnings(),
        plan.unresolved().stream().map(PlanViews::line).toList(),
        plan.forecast().atLeast().toString(),
        plans.approved(plan.campaign(), plan.digest()),
        plans.amends(plan.campaign(), plan.number()));
  }

  private static WaveLine line(Wave wave) {
    return new WaveLine(wave.number(), wave.lanes().size(), wave.rotations().size());
  }

  static RotationLine line(PlannedRotation one, Map<RotationId, String> paths) {
    return new RotationLine(
        one.id().toString(),
        one.wave(),
        one.turn(),
        one.turns(),
        one.disposition().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        one.privilege().name().toLowerCase(Locale.ROOT),
        one.owner().value(),
        one.places().stream().map(Place::toString).toList(),
        one.health().stream().map(HealthCheck::toString).toList(),
        one.ownerApproval(),
        one.exposure(),
        one.why(),
        paths.getOrDefault(one.id(), ""),
        one.openers().stream().map(Opener::shortName).toList());
  }

  static UnresolvedLine line(ScopeRow row) {
    return new UnresolvedLine(row.source(), row.line(), row.reason(), row.shown());
  }
}
