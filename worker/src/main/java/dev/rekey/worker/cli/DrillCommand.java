// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.DrillView;
import java.util.Map;
import picocli.CommandLine.Command;

/** Goes through a campaign by looking only. */
@Command(
    name = "drill",
    header = "Go through a campaign by looking only: what would happen, and what would be held.",
    footer = {"Examples:", "  rekey drill okta-2026-11", "  rekey drill okta-2026-11 -o json"},
    description = {
      "Every read is real: systems, rights, lists, places, and whether leaked values still work."
          + " Nothing is written anywhere. Exit code 0 if all would go through, 5 if something would"
          + " be held."
    })
@Prints(DrillView.class)
final class DrillCommand extends CampaignCommand {

  DrillCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    DrillView begun = session().server().post(DrillView.class, endpoint("drills"), Map.of());
    try {
      return shown(ended(begun));
    } catch (InterruptedException left) {
      Thread.currentThread().interrupt();
      return ExitCode.PARTIAL;
    }
  }

  private DrillView ended(DrillView begun) throws InterruptedException {
    DrillView drill = begun;
    int said = -1;
    while (drill.running()) {
      if (drill.looked() != said) {
        said = drill.looked();
        session().terminal().say("looked at %d of %d".formatted(said, drill.rotations()));
      }
      Thread.sleep(session().glance());
      drill =
          session()
              .server()
              .get(DrillView.class, endpoint("drills", String.valueOf(begun.drill())));
    }
    return drill;
  }

  private ExitCode shown(DrillView drill) {
    session().print(drill, () -> DrillText.lines(drill, session().terminal().shape().columns()));
    if (drill.unresolved() > 0) {
      session().next("rekey scope unresolved %s".formatted(campaign));
    }
    session().next("rekey plan %s --as PERSON".formatted(campaign));
    return drill.readiness() == 100 ? ExitCode.DONE : ExitCode.PARTIAL;
  }
}
