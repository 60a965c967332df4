// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.BrakeView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Pulls a campaign's brake, or lets it go. */
abstract class CampaignBrakeCommand extends CampaignCommand {

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Why, for those who read it later.")
  String reason = "";

  private final Brake brake;

  CampaignBrakeCommand(Session session, Brake brake) {
    super(session);
    this.brake = brake;
  }

  @Override
  ExitCode run() {
    BrakeView view =
        session()
            .server()
            .post(
                BrakeView.class,
                endpoint("brake"),
                Map.of("brake", brake.text(), "reason", reason));
    session().print(view, () -> List.of(Line.of(text(view))));
    return view.brake() != Brake.NONE && view.openIntents() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
  }

  private String text(BrakeView view) {
    return switch (view.brake()) {
      case NONE -> "%s goes on".formatted(campaign);
      case PAUSE -> "%s is paused: %s".formatted(campaign, calls(view));
      case ABORT -> "%s is aborted: %s".formatted(campaign, calls(view));
      case RESTORED ->
          "%s holds all revokes, because a store came back from a backup".formatted(campaign);
    };
  }

  /** What was sent before the brake can no longer be stopped, so it is told. */
  private static String calls(BrakeView view) {
    return view.openIntents() == 0
        ? "no call is in flight"
        : "%d calls still in flight, the oldest for %s"
            .formatted(view.openIntents(), Ages.text(Duration.ofSeconds(view.oldestSeconds())));
  }
}
