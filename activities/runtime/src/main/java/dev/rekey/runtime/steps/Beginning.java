// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Begins an attempt: compares what the workflow remembers with what the ledger holds (P9). */
final class Beginning {

  /** What an attempt finds. */
  sealed interface Found {

    /** Go on from here. */
    record Proceed(Passage passage) implements Found {}

    /** It is on record already, or it may not go on. */
    record Answer(StepResult result) implements Found {}
  }

  /** The entries that an activity's answer was made of. */
  private static final Set<String> RESULTS = Set.of("step", "place", Consumers.TYPE);

  private final Ledger ledger;
  private final Board board;

  Beginning(Ledger ledger, Board board) {
    this.ledger = ledger;
    this.board = board;
  }

  Found of(StepRequest request) {
    PlannedRotation planned = board.planned(request.rotation());
    try {
      return ledger.write(request.rotation().toString(), chain -> compare(request, planned, chain));
    } catch (TamperedLedger altered) {
      return new Found.Answer(stop(request, HeldReason.TAMPERED, altered.getMessage()));
    }
  }

  private Found compare(StepRequest request, PlannedRotation planned, Ledger.Writer chain) {
    Head known = request.head();
    List<Entry> entries = chain.entries();
    if (known.seq() > entries.size() || !headAt(chain, known.seq()).equals(known)) {
      board.restored(request.rotation().campaign());
      return answer(
          request,
          HeldReason.LEDGER_BEHIND,
          "the ledger does not hold entry %d that the workflow remembers".formatted(known.seq()));
    }
    List<Entry> ahead = entries.subList((int) known.seq(), entries.size());
    boolean same =
        ahead.stream()
            .allMatch(
                entry -> Records.sameWork(entry, request.step(), request.round(), request.place()));
    if (!same) {
      return answer(
          request,
          HeldReason.TEMPORAL_BEHIND,
          "the ledger is ahead by %d entries of other steps".formatted(ahead.size()));
    }
    for (Entry entry : ahead.reversed()) {
      boolean result = RESULTS.contains(entry.type());
      if (result && request.operation().equals(entry.body().get("operation"))) {
        return new Found.Answer(Records.recorded(entry, chain.head()));
      }
    }
    Past past = new Past(planned, entries);
    if (!past.beginsAsPlanned()) {
      return answer(
          request, HeldReason.TAMPERED, "the rotation's facts are not those that were planned");
    }
    if (!past.fold().leadsTo(request.step(), unrecorded(past.planned()))) {
      return answer(
          request,
          HeldReason.NOT_WARRANTED,
          "%s is not what comes next: the ledger stands at %s"
              .formatted(request.step().text(), text(past.fold().state())));
    }
    String fence = UUID.randomUUID().toString();
    board.fence(request.rotation(), fence);
    return new Found.Proceed(new Passage(planned, past.planned(), fence, chain.head()));
  }

  private Found answer(StepRequest request, HeldReason reason, String why) {
    return new Found.Answer(stop(request, reason, why));
  }

  private static String text(RotationState state) {
    return switch (state) {
      case RotationState.Working(Step step, var _) -> step.text();
      case RotationState.Held(Step step, var _, var _) -> "a hold of " + step.text();
      case RotationState.Excepted _ -> "an exception";
      case RotationState.Proven _ -> "its end";
    };
  }

  private static Set<Step> unrecorded(PlannedRotation planned) {
    Set<Step> unrecorded = EnumSet.of(Step.SOAK);
    if (planned.places().isEmpty()) {
      unrecorded.add(Step.DELIVER);
      unrecorded.add(Step.RESTORE);
    }
    if (!planned.pace().observes()) {
      unrecorded.add(Step.OBSERVE);
    }
    return unrecorded;
  }

  private static Head headAt(Ledger.Writer chain, long seq) {
    return seq == 0 ? Head.start(chain.name()) : chain.entries().get((int) seq - 1).head();
  }

  /** Holds without an entry: the chain cannot be written, or is not the one that is remembered. */
  StepResult stop(StepRequest request, HeldReason reason, String why) {
    board.alarm(request.rotation().campaign(), request.rotation().toString(), why);
    board.held(request.rotation(), request.step(), reason, request.round() + 1, why);
    return new StepResult(new StepOutcome.Blocked(reason), request.head(), why);
  }
}
