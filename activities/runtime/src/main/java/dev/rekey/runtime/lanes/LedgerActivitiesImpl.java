// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.lanes;

import dev.rekey.engine.life.Fold;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Life;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.Voices;
import dev.rekey.engine.rotation.Admission;
import dev.rekey.engine.rotation.AskRequest;
import dev.rekey.engine.rotation.HoldRequest;
import dev.rekey.engine.rotation.LaneInput;
import dev.rekey.engine.rotation.LedgerActivities;
import dev.rekey.engine.rotation.Opened;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.engine.rotation.Timing;
import dev.rekey.engine.rotation.Turn;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Admissions;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.runtime.steps.Gaps;
import dev.rekey.runtime.steps.Holds;
import dev.rekey.runtime.steps.Unasked;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Grade;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers rotations from the ledger. */
public final class LedgerActivitiesImpl implements LedgerActivities {

  private static final String NOT_OPENED =
      "not opened: the rotation's facts are not those that were planned";

  private final Ledger ledger;
  private final Board board;
  private final Campaigns campaigns;
  private final Rosters rosters;
  private final Admissions admissions;
  private final Holds holds;
  private final Unasked unasked;
  private final Deadlines deadlines;
  private final Escrow escrow;
  private final Timing timing;

  public LedgerActivitiesImpl(
      Ledger ledger,
      Board board,
      Campaigns campaigns,
      Rosters rosters,
      Admissions admissions,
      Escrow escrow,
      Timing timing,
      Clock clock) {
    this.ledger = ledger;
    this.board = board;
    this.campaigns = campaigns;
    this.rosters = rosters;
    this.admissions = admissions;
    this.holds = new Holds(ledger, board);
    this.unasked = new Unasked(ledger, board);
    this.deadlines = new Deadlines(ledger, board, clock);
    this.escrow = escrow;
    this.timing = timing;
  }

  @Override
  public Opened open(LaneInput input) {
    List<Turn> turns = board.lane(input.campaign(), input.lane()).stream().map(this::turn).toList();
    try {
      return new Opened(
          turns,
          rosters.of(input.campaign()),
          campaigns.planAuthor(input.campaign(), input.plan()),
          timing);
    } catch (TamperedLedger altered) {
      board.alarmOnce(input.campaign(), input.lane().toString(), altered.getMessage());
      throw altered;
    }
  }

  private Turn turn(PlannedRotation planned) {
    try {
      List<Entry> entries = ledger.read(planned.id().toString());
      Past past = new Past(planned, entries);
      if (!past.beginsAsPlanned()) {
        throw waited(planned);
      }
      Fold fold = past.fold();
      putBack(planned, fold);
      return new Turn(
          fold.planned(),
          fold.state(),
          entries.getLast().head(),
          fold.round(),
          fold.disabledAt(),
          fold.exceptedUntil(),
          Turn.waitingException(entries),
          fold.voices());
    } catch (TamperedLedger altered) {
      return altered(planned, altered.getMessage());
    }
  }

  /** What waited to be opened stands again where the ledger stands. */
  private void putBack(PlannedRotation planned, Fold fold) {
    boolean waited =
        board.standing(planned.id()).filter(one -> one.note().equals(NOT_OPENED)).isPresent();
    if (waited && fold.state() instanceof RotationState.Held(Step step, HeldReason reason, var _)) {
      board.held(planned.id(), step, reason, fold.round(), "its facts were put back");
    } else if (waited && fold.state() instanceof RotationState.Working(Step step, var _)) {
      board.working(planned.id(), step, fold.round(), "its facts were put back");
    }
  }

  /** A run that was opened with other facts could not even be decided about: it is opened later. */
  private IllegalStateException waited(PlannedRotation planned) {
    altered(planned, NOT_OPENED);
    return new IllegalStateException(
        "%s: %s (expected: put back as they were)".formatted(planned.id(), NOT_OPENED));
  }

  private Turn altered(PlannedRotation planned, String why) {
    board.alarmOnce(planned.id().campaign(), planned.id().toString(), why);
    Step step = board.standing(planned.id()).map(Standing::step).orElse(Step.PREFLIGHT);
    int round = board.standing(planned.id()).map(Standing::round).orElse(0);
    board.held(planned.id(), step, HeldReason.TAMPERED, round, why);
    RotationState held =
        new RotationState.Held(
            step,
            HeldReason.TAMPERED,
            Life.begin(
                planned.disposition(),
                planned.overlap(),
                planned.ownerApproval(),
                planned.contained()));
    return new Turn(
        planned, held, Head.start(planned.id().toString()), round, null, null, null, Voices.NONE);
  }

  @Override
  public Head hold(HoldRequest request) {
    try {
      return holds.hold(request);
    } catch (TamperedLedger altered) {
      altered(board.planned(request.rotation()), altered.getMessage());
      return request.head();
    }
  }

  @Override
  public StepResult unasked(StepRequest request, String why) {
    return unasked.record(request, why);
  }

  @Override
  public Admission overdue(RotationId rotation, Head head) {
    PlannedRotation planned = board.planned(rotation);
    try {
      return deadlines.overdue(planned, head);
    } catch (TamperedLedger altered) {
      board.alarmOnce(rotation.campaign(), rotation.toString(), altered.getMessage());
      return new Admission(head, false, altered.getMessage());
    }
  }

  @Override
  public Admission admit(RotationId rotation, Head head, Delivery delivery) {
    PlannedRotation planned = board.planned(rotation);
    try {
      // Of its own plan: a campaign that was amended has several, of several authors.
      int plan = new Past(planned, ledger.read(rotation.toString())).planNumber();
      return admissions.admit(
          planned, campaigns.planAuthor(rotation.campaign(), plan), head, delivery);
    } catch (TamperedLedger altered) {
      board.alarmOnce(rotation.campaign(), rotation.toString(), altered.getMessage());
      return new Admission(head, false, altered.getMessage());
    }
  }

  @Override
  public void ask(AskRequest request) {
    board.ask(request.rotation(), request.round(), request.urgency().name(), request.until());
  }

  @Override
  public Head end(RotationId rotation, Head head) {
    PlannedRotation planned = board.planned(rotation);
    return ledger.write(
        rotation.toString(),
        chain -> {
          Past past = new Past(planned, chain.entries());
          if (chain.entries().getLast().type().equals("ended")) {
            return chain.head();
          }
          Grade grade = grade(past);
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("state", "proven");
          body.put("grade", grade);
          body.put("values-deleted", escrow.delete(rotation));
          board.proven(rotation, grade, Gaps.sentence(past));
          return chain.append("ended", body);
        });
  }

  private static Grade grade(Past past) {
    if (!(past.fold().state() instanceof RotationState.Proven)) {
      throw new IllegalStateException("the ledger does not hold a proof");
    }
    String grade = String.valueOf(past.facts(Step.PROVE).orElseThrow().get("grade"));
    return Grade.valueOf(grade.toUpperCase(Locale.ROOT));
  }

  @Override
  public void alarm(CampaignName campaign, Lane lane, String what) {
    board.alarm(campaign, lane.toString(), what);
  }
}
