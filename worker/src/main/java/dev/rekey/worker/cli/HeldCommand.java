// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.stream.Collectors.joining;

import dev.rekey.worker.cli.api.RotationView;
import dev.rekey.worker.cli.terminal.Line;
import java.util.List;
import picocli.CommandLine.Command;

/** What cannot go on. */
@Command(
    name = "held",
    header = "Show what cannot go on, why, and what can be decided about it.",
    footer = {"Examples:", "  rekey held okta-2026-11", "  rekey held okta-2026-11 -o json"})
@Prints(value = RotationView.class, many = true)
final class HeldCommand extends CampaignCommand {

  HeldCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    List<RotationView> held =
        session().server().list(RotationView.class, endpoint("rotations").with("state", "held"));
    session()
        .print(
            held,
            () ->
                held.isEmpty()
                    ? List.of(Line.of("nothing is held"))
                    : HeldText.details(held, session()));
    if (!held.isEmpty()) {
      session()
          .next(
              "rekey VERB %s ROTATION --as PERSON --key FILE   (%s)"
                  .formatted(campaign, verbs(held)));
    }
    return ExitCode.DONE;
  }

  private static String verbs(List<RotationView> held) {
    return held.stream()
        .flatMap(rotation -> rotation.verbs().stream())
        .distinct()
        .collect(joining(", "));
  }
}
