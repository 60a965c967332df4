// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.PlanRequest;
import dev.rekey.worker.cli.api.PlanView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a plan. */
@Command(
    name = "plan",
    header = "Make a plan of everything in the scope, for somebody else to approve.",
    footer = {
      "Examples:",
      "  rekey plan okta-2026-11 --as alice@example.com",
      "  rekey plan okta-2026-11 --as alice@example.com --owner-approval all",
      "  rekey plan okta-2026-11 --as alice@example.com --contain AKIAEXAMPLE",
      "  rekey plan okta-2026-11 --as alice@example.com --kill-by 2026-11-29T18:00:00Z",
      "  rekey plan show okta-2026-11"
    })
@Prints(PlanView.class)
final class PlanCommand extends RekeyCommand {

  static final List<String> RULES = List.of("none", "admin", "all");

  // Neither is marked as required: rekey plan show CAMPAIGN goes through here without them.
  @Parameters(index = "0", arity = "0..1", paramLabel = "CAMPAIGN", description = "The campaign.")
  @Nullable CampaignName campaign;

  @Option(names = "--as", paramLabel = "PERSON", description = "Who makes it.")
  @Nullable PersonName author;

  @Option(
      names = "--owner-approval",
      paramLabel = "none|admin|all",
      description =
          "Which rotations wait for their owner too: none, those with administrator rights (the"
              + " default), or all.")
  String ownerApproval = "admin";

  @Option(
      names = "--contain",
      paramLabel = "ID",
      description =
          "A credential that is seen in use by the attacker: it is cut at once and replaced after,"
              + " its consumers fail until then. May be given more than once.")
  List<String> contain = new ArrayList<>();

  @Option(
      names = "--kill-by",
      paramLabel = "TIME",
      description =
          "Until when all is to be dead. What then happens to one that still waits its playbook"
              + " says (at-deadline); the plan's approval signs it.")
  @Nullable Instant killBy;

  PlanCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (campaign == null) {
      mistakes.add("CAMPAIGN is missing: The campaign.");
    }
    if (author == null) {
      mistakes.add("--as PERSON is missing: Who makes it.");
    }
    if (!RULES.contains(ownerApproval)) {
      mistakes.add("--owner-approval: '%s' (expected: one of %s)".formatted(ownerApproval, RULES));
    }
  }

  @Override
  ExitCode run() {
    if (campaign == null || author == null) {
      throw new IllegalStateException("run before it was checked");
    }
    PlanView plan =
        session()
            .server()
            .post(
                PlanView.class,
                Endpoint.of("campaigns", campaign.value(), "plans"),
                new PlanRequest(author.value(), ownerApproval, contain, killBy));
    session().print(plan, () -> PlanText.lines(plan, session().terminal().shape().columns()));
    session().next("rekey campaign start %s".formatted(campaign));
    session()
        .next(
            "somebody else: rekey approve %s --plan %d --as PERSON --key FILE"
                .formatted(campaign, plan.number()));
    return ExitCode.DONE;
  }
}
