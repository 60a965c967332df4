// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.worker.cli.api.DifferenceView;
import dev.rekey.worker.cli.api.PendingView;
import dev.rekey.worker.cli.api.PendingView.PendingPlan;
import dev.rekey.worker.cli.api.PlanView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A decision about the plan that waits, or about rotations. */
abstract class PlanOrRotationsDecision extends RotationsDecision {

  @Option(
      names = "--plan",
      paramLabel = "N",
      order = 0,
      description = "The plan, if it is this one that waits; else whichever waits.")
  @Nullable Integer plan;

  PlanOrRotationsDecision(Session session, Verb verb, boolean reasonNeeded) {
    super(session, verb, reasonNeeded);
  }

  /** What happens once the plan is decided about. */
  abstract String consequenceForPlan();

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    if (plan != null && !nothingNamed()) {
      mistakes.add("--plan and rotations (expected: one or the other)");
    }
  }

  @Override
  ExitCode run() {
    PendingView pending = session().server().get(PendingView.class, endpoint("pending"));
    PendingPlan waiting = pending.plan();
    if (plan == null && (waiting == null || !nothingNamed())) {
      return decideRotations(pending);
    }
    if (waiting == null || (plan != null && plan != waiting.number())) {
      throw new Failure(
          ExitCode.REFUSED,
          "plan %s waits for no decision (expected: %s)"
              .formatted(plan, waiting == null ? "none does" : "plan " + waiting.number()),
          "rekey plan show %s".formatted(campaign));
    }
    return decidePlan(waiting);
  }

  private ExitCode decidePlan(PendingPlan waiting) {
    PlanView view =
        session().server().get(PlanView.class, endpoint("plans", String.valueOf(waiting.number())));
    if (!view.digest().equals(waiting.digest())) {
      throw new Failure(
          ExitCode.FAILED,
          "the server shows plan %d with digest %s, and wants a decision about %s"
              .formatted(waiting.number(), view.digest(), waiting.digest()),
          "sign nothing; look at rekey plan show %s again".formatted(campaign));
    }
    List<String> shown = new ArrayList<>();
    shown.add("%-11s plan %d of campaign %s".formatted(verbName(), view.number(), campaign));
    shown.addAll(PlanText.summary(view));
    if (view.amends() > 0) {
      shown.addAll(
          DifferenceText.summary(
              session()
                  .server()
                  .get(
                      DifferenceView.class,
                      endpoint("plans", String.valueOf(waiting.number()), "difference"))));
    }
    shown.add("then        " + consequenceForPlan());
    PlanSubject subject = new PlanSubject(view.number(), new Digest(view.digest()));
    SignedStatement signed = sign(subject, shown);
    return printSigned ? printSignal("campaign/" + campaign, signed) : send(signed, null);
  }
}
