// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.engine.rotation.Answers;
import dev.rekey.engine.rotation.Wait;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Approval, waves in order, then open until it is closed whole. */
public final class CampaignWorkflowImpl implements CampaignWorkflow {

  private static final int MOST_ALARMS = 50;

  /** Nothing happens then; but no wait is without a timer that says what for. */
  private static final Duration LOOK_AGAIN = Duration.ofDays(30);

  private static final String CLOSED = "closed";

  private final CampaignInput input;
  private final CampaignActivities activities;
  private final Deque<SignedStatement> decisions = new ArrayDeque<>();
  private final List<Optional<SignedStatement>> unopened = new ArrayList<>();
  private @Nullable CampaignOpened opened;
  private @Nullable Digest drafted;
  private String standing = "opening";
  private boolean approved;
  private int inForce;
  private boolean closed;
  private int alarms;

  @WorkflowInit
  public CampaignWorkflowImpl(CampaignInput input) {
    this.input = input;
    this.inForce = input.plan();
    this.activities = CoreCalls.campaign("campaign " + input.campaign());
  }

  @Override
  public void run(CampaignInput sameInput) {
    CampaignOpened found = insist(() -> activities.openCampaign(input));
    approved = found.approved();
    opened = found;
    List.copyOf(unopened).forEach(one -> decideBySignal(one.orElse(null)));
    unopened.clear();
    if (!approved) {
      awaitApproval(found);
    }
    int started = 0;
    while (!closed) {
      int waves = carryWaves(started);
      started = waves;
      say("all waves started: open until it is closed whole");
      Wait.until(
          now().plus(LOOK_AGAIN),
          "open: waits until every row is accounted for and somebody closes it",
          () -> closed || requireOpened().waves() > waves);
    }
    say(CLOSED);
    Workflow.await(Workflow::isEveryHandlerFinished);
  }

  /** Starts what is not started; an amended plan has more waves than the one before. */
  private int carryWaves(int started) {
    for (int wave = started + 1; wave <= requireOpened().waves(); wave++) {
      say("wave %d of %d".formatted(wave, requireOpened().waves()));
      WaveInput next = new WaveInput(input.campaign(), inForce, wave);
      carryWave(next);
      activities.awaitQuiet(next);
    }
    return requireOpened().waves();
  }

  private void awaitApproval(CampaignOpened found) {
    Duration clock = found.approvalWithin();
    while (!approved) {
      say("waits for somebody other than its author to approve the plan");
      Wait.until(
          now().plus(clock),
          "waits for the signed approval of plan %d".formatted(input.plan()),
          () -> !decisions.isEmpty());
      SignedStatement signed = decisions.poll();
      if (signed != null) {
        approved = recorded(signed) && Statement.parse(signed.text()).verb() == Verb.APPROVE;
      } else {
        activities.alarmCampaign(
            input.campaign(), "nobody has approved plan %d yet".formatted(input.plan()));
        clock = clock.compareTo(LOOK_AGAIN) < 0 ? clock.multipliedBy(2) : clock;
      }
    }
  }

  /**
   * Whether the database, which checks again and raises the alarm itself, took the decision. What
   * came by signal before the plan was opened is checked only here.
   */
  private boolean recorded(SignedStatement signed) {
    try {
      activities.recordPlanDecision(input, signed);
      return true;
    } catch (ActivityFailure refused) {
      return false;
    }
  }

  /** A wave that is ended from outside is started again: else its lanes would wait unseen. */
  private void carryWave(WaveInput wave) {
    while (!WaveChild.endedItself(wave, this::say)) {
      activities.alarmCampaign(
          input.campaign(), "wave %d was ended from outside; started anew".formatted(wave.wave()));
    }
  }

  @Override
  public String decide(SignedStatement signed) {
    checkDecision(signed);
    if (approved) {
      return amend(signed);
    }
    decisions.add(signed);
    return "taken: the plan's decision";
  }

  /** Once somebody else has approved the difference, more waves follow; what runs goes on. */
  private String amend(SignedStatement signed) {
    Statement statement = Statement.parse(signed.text());
    int number = ((PlanSubject) statement.subject()).number();
    CampaignInput next = new CampaignInput(input.campaign(), number);
    try {
      activities.recordPlanDecision(next, signed);
    } catch (ActivityFailure refused) {
      refuse(
          refused.getCause() instanceof ApplicationFailure said
              ? said.getOriginalMessage()
              : "the database does not take it");
    }
    if (statement.verb() == Verb.APPROVE) {
      CampaignOpened amended = insist(() -> activities.openCampaign(next));
      if (number > inForce) {
        inForce = number;
        opened = amended;
      }
    }
    return "taken: plan %d".formatted(number);
  }

  @Override
  public void checkDecision(SignedStatement signed) {
    objection(signed).ifPresent(CampaignWorkflowImpl::refuse);
  }

  @Override
  public void decideBySignal(@Nullable SignedStatement signed) {
    if (opened == null) {
      unopened.add(Optional.ofNullable(signed));
      return;
    }
    Optional<String> objection = objection(signed);
    if (signed != null && objection.isEmpty()) {
      takeBySignal(signed);
    } else {
      Workflow.getMetricsScope().counter("rekey_decisions_refused").inc(1);
      if (++alarms <= MOST_ALARMS) {
        activities.alarmCampaign(input.campaign(), objection.orElseThrow());
      }
    }
  }

  private void takeBySignal(SignedStatement signed) {
    if (!approved) {
      decisions.add(signed);
      return;
    }
    try {
      amend(signed);
    } catch (ApplicationFailure refused) {
      // The database has raised the alarm itself, and nobody waits for an answer.
      return;
    }
  }

  private Optional<String> objection(@Nullable SignedStatement signed) {
    CampaignOpened found = requireOpened();
    if (signed == null) {
      return Optional.of("no decision (expected: a signed statement)");
    }
    return approved
        ? desk(found).objectionToAmendment(signed, inForce, now())
        : desk(found).objectionToPlan(signed, input.plan(), found.plan(), now());
  }

  @Override
  public ClosingDraft prepareClosing() {
    CampaignOpened found = requireOpened();
    List<String> unlisted = LastSweep.of(input.campaign(), found, this::insistOn);
    ClosingDraft draft =
        LastSweep.withUnlisted(unlisted, insist(() -> activities.draft(input.campaign())));
    drafted = draft.body();
    return draft;
  }

  @Override
  public String close(SignedStatement signed) {
    String answer = insist(() -> activities.close(input.campaign(), signed));
    // Settled with open exceptions it stays: each expires, and then it must be closed whole.
    closed = answer.equals(CLOSED);
    drafted = null;
    return answer;
  }

  @Override
  public void checkClosing(SignedStatement signed) {
    if (drafted == null) {
      refuse("no certificate is drafted (expected: a closing that was prepared first)");
    } else {
      desk(requireOpened())
          .objectionToClosing(signed, drafted, now())
          .ifPresent(CampaignWorkflowImpl::refuse);
    }
  }

  @Override
  public String standing() {
    return standing;
  }

  private <T> T insist(Supplier<T> call) {
    return Answers.insist(
        call,
        () ->
            activities.alarmCampaign(input.campaign(), "an answer cannot be read as one of ours"));
  }

  private void insistOn(Runnable call) {
    insist(() -> {
      call.run();
      return true;
    });
  }

  private void say(String sentence) {
    standing = sentence;
    Workflow.setCurrentDetails("**campaign %s**: %s".formatted(input.campaign(), sentence));
  }

  private PlanDesk desk(CampaignOpened found) {
    return new PlanDesk(input.campaign(), found.roster(), found.author(), found.onlyCuts());
  }

  private CampaignOpened requireOpened() {
    if (opened == null) {
      throw ApplicationFailure.newNonRetryableFailure(
          "campaign %s is being opened (expected: the same a moment later)"
              .formatted(input.campaign()),
          "not-open-yet");
    }
    return opened;
  }

  private static void refuse(String why) {
    throw ApplicationFailure.newNonRetryableFailure(why, "decision-refused");
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
