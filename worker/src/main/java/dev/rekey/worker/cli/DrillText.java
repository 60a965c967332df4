// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.DrillView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;

/** What a drill comes to, as people read it. */
final class DrillText {

  private DrillText() {}

  static List<Line> lines(DrillView drill, int columns) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            drill.readiness() == 100 ? Tone.STRONG : Tone.WARNING,
            "readiness   %d %%: %d of %d rotations would go through, %d rows are unresolved"
                .formatted(
                    drill.readiness(), drill.ready(), drill.rotations(), drill.unresolved())));
    lines.add(
        Line.of(
            "forecast    %s if nobody is waited for, at most %s; holds come on top"
                .formatted(Ages.text(drill.atLeast()), Ages.text(drill.atMost()))));
    for (DrillView.Asked asked : drill.systems()) {
      lines.add(
          Line.of(
              "calls       about %d to %s, %s"
                  .formatted(
                      asked.calls(),
                      asked.system(),
                      asked.rate() == null
                          ? "without a limit of its own"
                          : "at most " + asked.rate())));
    }
    drill
        .held()
        .forEach((reason, count) ->
            lines.add(new Line(Tone.WARNING, "would hold  %d: %s".formatted(count, reason))));
    drill
        .warnings()
        .forEach(warning -> lines.add(new Line(Tone.WARNING, "WARNING     " + warning)));
    lines.add(Line.of(""));
    lines.addAll(rows(drill).lines(columns));
    lines.add(Line.of("nothing was changed anywhere: a drill only reads"));
    return lines;
  }

  private static Table rows(DrillView drill) {
    Table table = new Table("WAVE", "ROTATION", "WHAT", "TEAM", "GRADE", "", "WHY");
    for (DrillView.Row row : drill.rows()) {
      String name = row.rotation().substring(row.rotation().indexOf('/') + 1);
      List<String> why = new ArrayList<>();
      row.holds().forEach(hold -> why.add(hold.reason() + ": " + hold.detail()));
      row.notes().forEach(note -> why.add("note: " + note));
      table.row(
          row.ready() ? Tone.PLAIN : Tone.WARNING,
          String.valueOf(row.wave()),
          name,
          row.disposition(),
          row.team(),
          row.grade() == null ? "unknown" : row.grade(),
          row.ready() ? "ready" : "HELD",
          String.join("; ", why));
    }
    return table;
  }
}
