// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.planning.Incident;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.NewCampaign;
import dev.rekey.worker.cli.api.OpenedView;
import dev.rekey.worker.cli.terminal.Line;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a campaign. */
@Command(
    name = "new",
    header = "Open a campaign: what happened, and since when.",
    footer = {
      "Example:",
      "  rekey campaign new okta-2026-11 --cause 'support portal breached' \\",
      "      --exposed-from 2026-11-20 --exposed-until 2026-11-23T18:00:00Z \\",
      "      --as alice@example.com"
    })
@Prints(OpenedView.class)
final class CampaignNewCommand extends RekeyCommand {

  @Parameters(paramLabel = "NAME", description = "How it is called: a-z, 0-9 and -.")
  CampaignName name;

  @Option(
      names = "--cause",
      required = true,
      paramLabel = "TEXT",
      description = "What happened, in one line.")
  String cause;

  @Option(
      names = "--exposed-from",
      required = true,
      paramLabel = "TIME",
      description = "Since when somebody may have read them: a day, or a time with its zone.")
  Instant exposedFrom;

  @Option(
      names = "--exposed-until",
      required = true,
      paramLabel = "TIME",
      description = "Until when.")
  Instant exposedUntil;

  @Option(
      names = "--cut-off",
      paramLabel = "TIME",
      description =
          "What was created after it is left alone unless somebody signs for it; else the end of"
              + " the exposure.")
  @Nullable Instant cutOff;

  @Option(names = "--as", required = true, paramLabel = "PERSON", description = "Who opens it.")
  PersonName author;

  CampaignNewCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    try {
      var _ =
          new Incident(cause, exposedFrom, exposedUntil, cutOff == null ? exposedUntil : cutOff);
    } catch (IllegalArgumentException e) {
      mistakes.add(String.valueOf(e.getMessage()));
    }
  }

  @Override
  ExitCode run() {
    OpenedView opened =
        session()
            .server()
            .post(
                OpenedView.class,
                Endpoint.of("campaigns"),
                new NewCampaign(
                    name.value(), cause, exposedFrom, exposedUntil, cutOff, author.value()));
    session()
        .print(opened, () -> List.of(Line.of("opened %s: %s".formatted(opened.name(), cause))));
    session().next("rekey intake %s leaked.csv".formatted(name));
    return ExitCode.DONE;
  }
}
