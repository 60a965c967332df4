// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.api.CampaignView.AlarmView;
import dev.rekey.worker.cli.api.CampaignView.AloneView;
import dev.rekey.worker.cli.api.CampaignView.Counts;
import dev.rekey.worker.cli.api.CampaignView.WaveView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Bar;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Tone;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a campaign stands, on one compact screen. */
final class CampaignText {

  private static final int BAR = 32;
  private static final int MOST_WAVES = 8;
  private static final int MOST_ALARMS = 5;

  private CampaignText() {}

  static List<Line> lines(CampaignView view, Session session) {
    List<Line> lines = new ArrayList<>();
    lines.add(new Line(Tone.STRONG, heading(view)));
    lines.add(Line.of(view.cause()));
    if (view.standing() != null && !view.standing().isEmpty()) {
      lines.add(Line.of(view.standing()));
    }
    view.alone().forEach(one -> lines.add(alone(one)));
    lines.add(Line.of(""));
    Counts counts = view.counts();
    lines.add(
        Line.of(
            "%s %d of %d proven dead"
                .formatted(
                    Bar.of(counts.proven(), counts.scope(), BAR),
                    counts.proven(),
                    counts.scope())));
    lines.add(Line.of(counts(counts)));
    if (counts.overdue() > 0) {
      lines.add(
          new Line(
              Tone.BAD,
              "OVERDUE %d were to be dead by now, and are not proven so"
                  .formatted(counts.overdue())));
    }
    lines.add(oldest(view, session.now()));
    forecast(view).map(Line::of).ifPresent(lines::add);
    view.waves().stream().limit(MOST_WAVES).forEach(wave -> lines.add(wave(wave)));
    if (view.waves().size() > MOST_WAVES) {
      lines.add(Line.of("and %d waves more".formatted(view.waves().size() - MOST_WAVES)));
    }
    alarms(view.alarms(), session.now(), lines);
    return lines;
  }

  /** What a person can do now. */
  static Optional<String> next(CampaignView view) {
    return Optional.ofNullable(
        switch (view.state()) {
          case OPEN -> "rekey plan %s --as PERSON".formatted(view.name());
          case PLANNED ->
              "somebody else than its author: rekey approve %s --plan %d --as PERSON --key FILE"
                  .formatted(view.name(), view.plan());
          case RUNNING ->
              view.brake() == Brake.PAUSE
                  ? "rekey campaign resume " + view.name()
                  : view.counts().held() > 0
                      ? "rekey held " + view.name()
                      : view.counts().waiting() > 0
                          ? "rekey approve %s --all --as PERSON --key FILE".formatted(view.name())
                          : null;
          case SETTLED -> "rekey campaign close %s --as PERSON --key FILE".formatted(view.name());
          case CLOSED -> "rekey certificate get " + view.name();
        });
  }

  /** What a script learns of it. */
  static ExitCode exit(CampaignView view) {
    Counts counts = view.counts();
    if (view.state() == CampaignState.SETTLED || view.state() == CampaignState.CLOSED) {
      return counts.excepted() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
    }
    return counts.held() > 0 || counts.waiting() > 0 || view.state() == CampaignState.PLANNED
        ? ExitCode.WAITS
        : ExitCode.DONE;
  }

  /** One line, for pipes. */
  static String line(CampaignView view) {
    return "%s %s: %s%s%s"
        .formatted(
            view.name(),
            view.state().text(),
            counts(view.counts()),
            brake(view.brake()),
            forecast(view).map(", "::concat).orElse(""));
  }

  private static String heading(CampaignView view) {
    return "%s  %s%s%s"
        .formatted(
            view.name(),
            view.state().text(),
            view.plan() == 0 ? "" : ", plan " + view.plan(),
            brake(view.brake()));
  }

  private static String brake(Brake brake) {
    return switch (brake) {
      case NONE -> "";
      case PAUSE -> ", PAUSED";
      case ABORT -> ", ABORTED";
      case RESTORED -> ", REVOKES HELD: a store came back from a backup";
    };
  }

  private static String counts(Counts counts) {
    StringBuilder text = new StringBuilder("%d proven".formatted(counts.proven()));
    part(text, counts.working(), "working");
    part(text, counts.waiting(), "waiting for owners");
    part(text, counts.held(), "HELD");
    part(text, counts.excepted(), "excepted");
    part(text, counts.planned(), "planned");
    part(text, counts.ruledOut(), "ruled out");
    part(text, counts.unresolved(), "unresolved");
    part(text, counts.overdue(), "OVERDUE");
    part(text, counts.switchedOff(), "switched off to see who misses them");
    return text.toString();
  }

  private static void part(StringBuilder text, int count, String what) {
    if (count > 0) {
      text.append(", ").append(count).append(' ').append(what);
    }
  }

  private static Line alone(AloneView one) {
    String by =
        "ALONE   plan %d, by its author %s: %s".formatted(one.plan(), one.person(), one.reason());
    return one.countersigner() == null
        ? new Line(Tone.BAD, by + "; countersign " + one.digest())
        : Line.of("%s; countersigned by %s".formatted(by, one.countersigner()));
  }

  private static Line oldest(CampaignView view, Instant now) {
    Counts counts = view.counts();
    boolean accounted = counts.proven() + counts.excepted() + counts.ruledOut() >= counts.scope();
    String oldest =
        view.oldestLiveSince() != null
            ? "oldest live leaked credential: exposed for "
                + Ages.since(view.oldestLiveSince(), now)
            : accounted
                ? "no leaked credential is known to live"
                : "nobody has looked yet which of them live";
    return new Line(view.oldestLiveSince() == null && accounted ? Tone.GOOD : Tone.WARNING, oldest);
  }

  /** How long it takes by itself; what waits for people takes as long as they do. */
  private static Optional<String> forecast(CampaignView view) {
    String waits =
        view.counts().held() + view.counts().waiting() > 0 ? ", if nobody is waited for" : "";
    return Optional.ofNullable(view.forecast())
        .map(length -> "forecast " + Ages.text(length) + waits);
  }

  private static Line wave(WaveView wave) {
    return new Line(
        wave.held() > 0 ? Tone.WARNING : Tone.PLAIN,
        "wave %-3d %s %d of %d proven%s%s"
            .formatted(
                wave.wave(),
                Bar.of(wave.proven(), wave.total(), BAR / 2),
                wave.proven(),
                wave.total(),
                wave.held() > 0 ? ", %d HELD".formatted(wave.held()) : "",
                wave.moving() > 0 ? ", %d moving".formatted(wave.moving()) : ""));
  }

  private static void alarms(List<AlarmView> alarms, Instant now, List<Line> lines) {
    int from = Math.max(0, alarms.size() - MOST_ALARMS);
    if (from > 0) {
      lines.add(new Line(Tone.BAD, "ALARM   %d earlier ones".formatted(from)));
    }
    for (AlarmView alarm : alarms.subList(from, alarms.size())) {
      lines.add(
          new Line(
              Tone.BAD,
              "ALARM   %s: %s (%s ago)"
                  .formatted(alarm.subject(), alarm.what(), Ages.since(alarm.at(), now))));
    }
  }
}
