// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.rekey.worker.cli.api.PlanView;
import dev.rekey.worker.cli.api.PlanView.Planned;
import dev.rekey.worker.cli.api.UnresolvedView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** A plan as people review it. */
final class PlanText {

  private static final int NAMED = 3;

  private PlanText() {}

  /** What somebody must know before they sign, one line each. */
  static List<String> summary(PlanView plan) {
    List<String> lines = new ArrayList<>();
    lines.add("digest      " + plan.digest());
    lines.add("author      " + plan.author());
    if (plan.amends() > 0) {
      lines.add("amends      plan %d, which goes on as it was approved".formatted(plan.amends()));
    }
    lines.add(
        "rotations   %d in %d waves: %s"
            .formatted(
                plan.rotations().size(), plan.waves().size(), tally(plan, Planned::disposition)));
    lines.add("privilege   " + tally(plan, Planned::privilege));
    lines.add("teams       " + tally(plan, Planned::team));
    lines.add(
        "owners      %d rotations wait for their owner's approval too"
            .formatted(plan.rotations().stream().filter(Planned::ownerApproval).count()));
    long exposed = plan.rotations().stream().filter(one -> !one.exposure().isEmpty()).count();
    lines.add(
        "exposures   %d signed with this plan; what has none, %d, is held if made after the cut-off"
            .formatted(exposed, plan.rotations().size() - exposed));
    List<String> asked =
        plan.rotations().stream().flatMap(one -> one.health().stream()).distinct().toList();
    if (!asked.isEmpty()) {
      lines.add(
          "health      %d consumers are asked, and have to be well before an old one is touched"
              .formatted(asked.size()));
    }
    long waiting = plan.rotations().stream().filter(one -> !one.waitsFor().isEmpty()).count();
    if (waiting > 0) {
      lines.add(
          "openers     %d get their new value only once what opens them is dead or excepted"
              .formatted(waiting));
    }
    lines.add("forecast    " + Ages.text(plan.forecast()) + ", if nobody is waited for");
    lines.add(
        "unresolved  %d rows stay held until somebody resolves or rules them out"
            .formatted(plan.unresolved().size()));
    plan.warnings().forEach(warning -> lines.add("WARNING     " + warning));
    return lines;
  }

  static List<Line> lines(PlanView plan, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Tone.STRONG,
            "%s  plan %d, %s"
                .formatted(
                    plan.campaign(),
                    plan.number(),
                    plan.approved() ? "approved" : "not approved")));
    for (String line : summary(plan)) {
      lines.add(new Line(line.startsWith("WARNING") ? Tone.WARNING : Tone.PLAIN, line));
    }
    if (!plan.rotations().isEmpty()) {
      Table table = new Table("WAVE", "ROTATION", "TURN", "WHAT", "PRIVILEGE", "TEAM", "WHY HERE");
      for (Planned rotation : plan.rotations()) {
        table.row(
            String.valueOf(rotation.wave()),
            rotation.rotation().substring(rotation.rotation().indexOf('/') + 1),
            "%d/%d".formatted(rotation.turn(), rotation.turns()),
            rotation.disposition(),
            rotation.privilege(),
            rotation.team() + (rotation.ownerApproval() ? " (asked)" : ""),
            why(rotation));
      }
      lines.add(Line.of(""));
      lines.addAll(table.lines(columns));
    }
    unresolved(plan, columns, lines);
    return lines;
  }

  private static String why(Planned rotation) {
    String reached = rotation.path().isEmpty() ? "" : "; reached: " + rotation.path();
    List<String> openers = rotation.waitsFor();
    String more = openers.size() > NAMED ? " and %d more".formatted(openers.size() - NAMED) : "";
    String waits =
        openers.isEmpty()
            ? ""
            : "; delivered once dead: "
                + openers.stream().limit(NAMED).collect(joining(", "))
                + more;
    return rotation.why() + waits + reached;
  }

  private static void unresolved(PlanView plan, int columns, List<Line> lines) {
    if (plan.unresolved().isEmpty()) {
      return;
    }
    Table table = new Table("UNRESOLVED", "REASON", "ROW");
    for (UnresolvedView row : plan.unresolved()) {
      String source = row.source() == null ? "" : row.source() + ":";
      table.row(Tone.WARNING, source + row.line(), row.reason(), row.shown());
    }
    lines.add(Line.of(""));
    lines.addAll(table.lines(columns));
  }

  private static String tally(PlanView plan, Function<Planned, String> of) {
    return plan.rotations().isEmpty()
        ? "none"
        : plan.rotations().stream()
            .collect(groupingBy(of, TreeMap::new, counting()))
            .entrySet()
            .stream()
            .map(count -> count.getKey() + " " + count.getValue())
            .collect(joining(", "));
  }
}
