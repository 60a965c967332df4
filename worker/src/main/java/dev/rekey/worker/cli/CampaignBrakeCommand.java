// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Brake;
import dev.rekey.worker.cli.api.BrakeView;
import dev.rekey.worker.cli.terminal.Ages;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Pulls a campaign's brake, or lets it go. */
@Prints(BrakeView.class)
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
    next(view).ifPresent(session()::next);
    return brake != Brake.NONE && view.openIntents() > 0 ? ExitCode.PARTIAL : ExitCode.DONE;
  }

  private String text(BrakeView view) {
    return switch (view.brake()) {
      case NONE -> "%s goes on%s".formatted(campaign, but(view.was()));
      case PAUSE -> "%s is paused: %s".formatted(campaign, calls(view));
      case ABORT -> "%s is aborted: %s".formatted(campaign, calls(view));
      case RESTORED ->
          "%s goes on, but for revokes: a store came back from a backup, and somebody has to look"
              .formatted(campaign);
    };
  }

  /** What a resume does not do by itself. */
  private static String but(Brake was) {
    return switch (was) {
      case NONE, PAUSE -> "";
      case ABORT -> "; what is held as aborted waits for a signed retry";
      case RESTORED -> ", revokes too; what was held meanwhile waits for a signed retry";
    };
  }

  private Optional<String> next(BrakeView view) {
    return switch (view.brake()) {
      case RESTORED -> Optional.of("rekey campaign resume %s --reason TEXT".formatted(campaign));
      case PAUSE -> Optional.of("rekey campaign resume %s".formatted(campaign));
      case ABORT -> Optional.of("rekey held %s".formatted(campaign));
      case NONE ->
          view.was() == Brake.PAUSE
              ? Optional.of("rekey campaign watch %s".formatted(campaign))
              : Optional.of("rekey held %s".formatted(campaign));
    };
  }

  /** What was sent before the brake can no longer be stopped, so it is told. */
  private static String calls(BrakeView view) {
    return view.openIntents() == 0
        ? "no call is in flight"
        : "%d %s still in flight, the oldest for %s"
            .formatted(
                view.openIntents(),
                view.openIntents() == 1 ? "call" : "calls",
                Ages.text(Duration.ofSeconds(view.oldestSeconds())));
  }
}
