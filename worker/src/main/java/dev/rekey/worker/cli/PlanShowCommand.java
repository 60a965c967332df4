// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.PlanView;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a plan. */
@Command(
    name = "show",
    header = "Show a plan.",
    footer = {"Examples:", "  rekey plan show okta-2026-11", "  rekey plan show okta-2026-11 1"})
@Prints(PlanView.class)
final class PlanShowCommand extends CampaignCommand {

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "N",
      description = "Its number; else the newest.")
  @Nullable Integer number;

  PlanShowCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    PlanView plan =
        session()
            .server()
            .get(PlanView.class, endpoint("plans", number == null ? "latest" : number.toString()));
    session().print(plan, () -> PlanText.lines(plan, session().terminal().shape().columns()));
    return ExitCode.DONE;
  }
}
