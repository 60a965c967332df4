// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.CampaignView;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what a plan says. */
@Command(
    name = "start",
    header = "Start a campaign: with its plan approved, credentials are replaced from here on.",
    footer = {
      "Examples:",
      "  rekey campaign start okta-2026-11",
      "  rekey campaign start okta-2026-11 --plan 2"
    })
@Prints(CampaignView.class)
final class CampaignStartCommand extends CampaignCommand {

  @Option(
      names = "--plan",
      paramLabel = "N",
      description = "Only if this is the plan that is approved; else the newest.")
  @Nullable Integer plan;

  CampaignStartCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    int number = plan == null ? standing().plan() : plan;
    if (number == 0) {
      throw new Failure(
          ExitCode.REFUSED,
          "%s has no plan yet".formatted(campaign),
          "rekey plan %s --as PERSON".formatted(campaign));
    }
    CampaignView started =
        session().server().post(CampaignView.class, endpoint("start"), Map.of("plan", number));
    session().print(started, () -> CampaignText.lines(started, session()));
    CampaignText.next(started).ifPresent(session()::next);
    session().next("rekey campaign watch %s".formatted(campaign));
    return ExitCode.DONE;
  }
}
