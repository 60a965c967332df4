// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.DifferenceView;
import dev.rekey.worker.cli.api.PlanView.Planned;
import dev.rekey.worker.cli.api.UnresolvedView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;

/** What a plan changes, as people review it. */
final class DifferenceText {

  private static final int NAMED = 20;

  private DifferenceText() {}

  /** What somebody must know before they sign, one line each. */
  static List<String> summary(DifferenceView difference) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "difference  against plan %d: %d added, %d removed, %d changed; all else goes on as approved"
            .formatted(
                difference.amends(),
                difference.added().size(),
                difference.removed().size(),
                difference.changed().size()));
    difference.added().stream()
        .limit(NAMED)
        .forEach(one ->
            lines.add(
                "added       wave %d, %s %s, %s, team %s%s"
                    .formatted(
                        one.wave(),
                        one.disposition(),
                        name(one.rotation()),
                        one.privilege(),
                        one.team(),
                        one.path().isEmpty() ? "" : ", reached: " + one.path())));
    if (difference.added().size() > NAMED) {
      lines.add("added       and %d more".formatted(difference.added().size() - NAMED));
    }
    difference.removed().forEach(one -> lines.add("removed     " + name(one)));
    difference
        .changed()
        .forEach(
            one -> lines.add("changed     %s: %s".formatted(name(one.rotation()), one.facts())));
    return lines;
  }

  static List<Line> lines(DifferenceView difference, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Tone.STRONG,
            "%s  plan %d against plan %d"
                .formatted(difference.campaign(), difference.number(), difference.amends())));
    Table table = new Table("", "WAVE", "ROTATION", "TURN", "WHAT", "PRIVILEGE", "TEAM");
    for (Planned one : difference.added()) {
      table.row(
          "added",
          String.valueOf(one.wave()),
          name(one.rotation()),
          "%d/%d".formatted(one.turn(), one.turns()),
          one.disposition(),
          one.privilege(),
          one.team() + (one.ownerApproval() ? " (asked)" : ""));
    }
    difference
        .removed()
        .forEach(one -> table.row(Tone.WARNING, "removed", "", name(one), "", "", "", ""));
    for (DifferenceView.Changed one : difference.changed()) {
      table.row(
          Tone.WARNING, "changed", "", name(one.rotation()), "", one.facts().toString(), "", "");
    }
    lines.addAll(table.lines(columns));
    difference.added().stream()
        .filter(one -> !one.path().isEmpty())
        .forEach(one ->
            lines.add(Line.of("reached: %s by %s".formatted(name(one.rotation()), one.path()))));
    unresolved("unresolved now", difference.unresolvedAdded(), lines);
    unresolved("not unresolved any more", difference.unresolvedRemoved(), lines);
    return lines;
  }

  private static void unresolved(String what, List<UnresolvedView> rows, List<Line> lines) {
    for (UnresolvedView row : rows) {
      lines.add(
          new Line(
              Tone.WARNING,
              "%s: %s:%d  %s".formatted(what, row.source(), row.line(), row.reason())));
    }
  }

  private static String name(String rotation) {
    return rotation.substring(rotation.indexOf('/') + 1);
  }
}
