// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.RotationView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import dev.rekey.worker.cli.terminal.Tone;
import java.util.ArrayList;
import java.util.List;

/** What is held, and why. */
final class HeldText {

  private HeldText() {}

  static List<Line> lines(List<RotationView> held, Session session, int most) {
    Table table = new Table("HELD", "TEAM", "STEP", "FOR", "WHY");
    held.stream()
        .limit(most)
        .forEach(rotation ->
            table.row(
                Tone.WARNING,
                rotation.shortName(),
                rotation.team(),
                text(rotation.step()),
                rotation.since() == null ? "" : Ages.since(rotation.since(), session.now()),
                marks(rotation, session) + why(rotation)));
    List<Line> lines = new ArrayList<>(table.lines(session.terminal().shape().columns()));
    if (held.size() > most) {
      lines.add(Line.of("and %d more".formatted(held.size() - most)));
    }
    return lines;
  }

  /** Each with all that a person needs who has to decide about it, or to mend its cause. */
  static List<Line> details(List<RotationView> held, Session session) {
    List<Line> lines = new ArrayList<>();
    for (RotationView rotation : held) {
      lines.add(new Line(Tone.WARNING, "HELD  " + rotation.shortName()));
      lines.add(Line.of("      " + why(rotation)));
      lines.add(Line.of("      " + clock(rotation, session)));
      if (rotation.deadline() != null) {
        lines.add(deadline(rotation.deadline(), session));
      }
      if (rotation.offSince() != null) {
        lines.add(
            new Line(
                Tone.WARNING, "      the old one is switched off since " + rotation.offSince()));
      }
      rotation.ailments().forEach(ailment -> lines.add(new Line(Tone.WARNING, "      " + ailment)));
      if (rotation.remedy() != null) {
        lines.add(Line.of("      " + rotation.remedy().next()));
        if (rotation.remedy().otherwise() != null) {
          lines.add(Line.of("      or by hand: " + rotation.remedy().otherwise()));
        }
      }
    }
    return lines;
  }

  /** What is worse than to be held. */
  private static String marks(RotationView rotation, Session session) {
    String off = rotation.offSince() == null ? "" : "SWITCHED OFF; ";
    return rotation.isOverdue(session.now()) ? "OVERDUE; " + off : off;
  }

  /** Red once it has passed. */
  static Line deadline(RotationView.Deadline deadline, Session session) {
    return new Line(
        deadline.isOver(session.now()) ? Tone.BAD : Tone.WARNING,
        "      " + deadline.sentence(session.now()));
  }

  private static String clock(RotationView rotation, Session session) {
    String at = "team %s, at %s".formatted(rotation.team(), text(rotation.step()));
    String since =
        rotation.since() == null ? "" : " for " + Ages.since(rotation.since(), session.now());
    return rotation.remedy() == null
        ? at + since
        : "%s%s; %s".formatted(at, since, rotation.remedy().clock());
  }

  private static String why(RotationView rotation) {
    String sentence = rotation.sentence() == null ? text(rotation.reason()) : rotation.sentence();
    String note = text(rotation.note());
    return note.isEmpty() ? sentence : sentence + ": " + note;
  }

  private static String text(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "" : text;
  }
}
