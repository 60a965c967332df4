// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.HoldRequest;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.runtime.gate.Overtaken;
import dev.rekey.runtime.gate.Passage;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.SwitchedOff;
import dev.rekey.runtime.gate.Unused;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Health;
import dev.rekey.words.CredentialId;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.RotationId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what came of steps: the ledger entry and the board's row in one transaction. */
final class Records {

  private final Ledger ledger;
  private final Board board;

  Records(Ledger ledger, Board board) {
    this.ledger = ledger;
    this.board = board;
  }

  StepResult step(
      Passage passage,
      StepRequest request,
      StepOutcome outcome,
      String note,
      Map<String, ?> facts) {
    Map<String, Object> body = body(request, outcome, note);
    body.put("facts", facts);
    Head head =
        ledger.write(
            request.rotation().toString(),
            chain -> {
              requireFence(passage);
              show(request, outcome, note);
              if (outcome instanceof StepOutcome.Blocked) {
                alarmIfOff(request.rotation(), chain, note);
              }
              return chain.append("step", body);
            });
    passage.moved(head);
    return new StepResult(outcome, head, note);
  }

  StepResult place(
      Passage passage, StepRequest request, String note, boolean completes, Map<String, ?> facts) {
    Map<String, Object> body = body(request, new StepOutcome.Done(), note);
    if (!facts.isEmpty()) {
      body.put("facts", facts);
    }
    Head head =
        ledger.write(
            request.rotation().toString(),
            chain -> {
              requireFence(passage);
              Head place = chain.append("place", body);
              int done =
                  new Past(passage.planned(), chain.entries())
                      .placesDone(request.step(), request.round())
                      .size();
              return completes && done == passage.decided().places().size()
                  ? chain.append("step", body)
                  : place;
            });
    passage.moved(head);
    return new StepResult(new StepOutcome.Done(), head, note);
  }

  /** What a step that goes on waits for; a late attempt has nothing to say of it. */
  void watch(Passage passage, StepRequest request, String note) {
    if (board.fenceOf(request.rotation()).equals(passage.fence())) {
      board.working(request.rotation(), request.step(), request.round(), note);
    }
  }

  /** What a consumer answered when it was asked whether it is well. */
  StepResult consumer(Passage passage, StepRequest request, HealthCheck check, Health health) {
    String note = "%s %s".formatted(check.url(), health.answer());
    Map<String, Object> body = body(request, new StepOutcome.Done(), note);
    body.put(Consumers.CHECK, request.check());
    body.put("asked", check.toString());
    body.put(Consumers.WELL, health.well());
    Head head =
        ledger.write(
            request.rotation().toString(),
            chain -> {
              requireFence(passage);
              Head answered = chain.append(Consumers.TYPE, body);
              showOwner(passage, chain);
              return answered;
            });
    passage.moved(head);
    return new StepResult(new StepOutcome.Done(), head, note, health.well());
  }

  /** What the owner has to be shown is what the board has. */
  private void showOwner(Passage passage, Ledger.Writer chain) {
    PlannedRotation now = new Past(passage.planned(), chain.entries()).planned();
    if (!now.equals(passage.decided())) {
      board.amended(now);
    }
  }

  void alarm(PlannedRotation planned, String what) {
    board.alarmOnce(planned.id().campaign(), planned.id().toString(), what);
  }

  /** It was looked whether a credential of ours is used any more. */
  void unused(Passage passage, StepRequest request, CredentialId ours, String since) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation(Unused.TYPE));
    body.put("step", request.step().text());
    body.put("round", request.round());
    body.put("credential", ours.value());
    body.put("unused", since);
    passage.moved(
        ledger.write(
            request.rotation().toString(),
            chain -> {
              requireFence(passage);
              return chain.append(Unused.TYPE, body);
            }));
  }

  /** What became of an intent that had no outcome. */
  void settle(
      Passage passage, StepRequest request, Entry intent, boolean happened, Map<String, ?> found) {
    Map<String, Object> body = new LinkedHashMap<>(found);
    body.put("operation", Past.text(intent, "operation"));
    body.put("effect", Past.text(intent, "effect"));
    body.put("target", Past.text(intent, "target"));
    body.put("step", request.step().text());
    body.put("round", request.round());
    if (request.place() >= 0) {
      body.put("at", request.place());
    }
    body.put("result", happened ? "done" : "none");
    passage.moved(
        ledger.write(
            request.rotation().toString(),
            chain -> {
              requireFence(passage);
              if (happened && Effect.Type.DISABLE.text().equals(Past.text(intent, "effect"))) {
                board.switchedOff(request.rotation());
              }
              return chain.append("outcome", body);
            }));
  }

  /** A hold that no step recorded; fences off whatever attempt is still running. */
  Head hold(HoldRequest request) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", "%s/held/%d".formatted(request.rotation(), request.round()));
    body.put("step", request.step().text());
    body.put("round", request.round());
    body.put("reason", request.reason().text());
    body.put("note", request.detail());
    return ledger.write(
        request.rotation().toString(),
        chain -> {
          Entry last = chain.entries().isEmpty() ? null : chain.entries().getLast();
          board.fence(request.rotation(), "held");
          board.held(
              request.rotation(),
              request.step(),
              request.reason(),
              request.round() + 1,
              request.detail());
          alarmIfOff(request.rotation(), chain, request.detail());
          boolean recorded =
              last != null
                  && last.type().equals("held")
                  && Past.text(last, "operation").equals(body.get("operation"));
          return recorded ? chain.head() : chain.append("held", body);
        });
  }

  void stranger(PlannedRotation planned, CredentialId id, @Nullable Instant created) {
    board.stranger(planned.id().campaign(), planned.id().lane(), id, created);
  }

  boolean knows(PlannedRotation planned, CredentialId id) {
    return board.knows(planned.id().campaign(), planned.id().lane(), id);
  }

  /** What is off to see who misses it stays off while it is held: somebody has to know. */
  private void alarmIfOff(RotationId rotation, Ledger.Writer chain, String why) {
    SwitchedOff.brownout(chain.entries())
        .ifPresent(off ->
            board.alarmOnce(
                rotation.campaign(),
                rotation.toString(),
                "it is switched off since %s to see who misses it, and held before it was switched on again: %s"
                    .formatted(off.since(), why)));
  }

  private void show(StepRequest request, StepOutcome outcome, String note) {
    if (outcome instanceof StepOutcome.Blocked(HeldReason reason)) {
      board.held(request.rotation(), request.step(), reason, request.round() + 1, note);
    } else if (request.step() == Step.WITHDRAW && outcome instanceof StepOutcome.Done) {
      // The end of the way back is a hold, and no outcome of its own: its round is this one.
      board.held(request.rotation(), request.step(), HeldReason.ROLLED_BACK, request.round(), note);
    } else {
      board.working(request.rotation(), request.step(), request.round(), note);
    }
  }

  private void requireFence(Passage passage) {
    if (!board.fenceOf(passage.planned().id()).equals(passage.fence())) {
      throw new Overtaken("%s: another attempt is at work".formatted(passage.planned().id()));
    }
  }

  private static Map<String, Object> body(StepRequest request, StepOutcome outcome, String note) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("operation", request.operation());
    body.put("step", request.step().text());
    body.put("round", request.round());
    if (request.place() >= 0) {
      body.put("at", request.place());
    }
    body.put("result", result(outcome));
    if (outcome instanceof StepOutcome.Blocked(HeldReason reason)) {
      body.put("reason", reason.text());
    }
    body.put("note", note);
    return body;
  }

  private static String result(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.Done _ -> "done";
      case StepOutcome.Regressed _ -> "regressed";
      case StepOutcome.Lost _ -> "lost";
      case StepOutcome.Blocked _ -> "blocked";
      case StepOutcome.Retry _,
          StepOutcome.CutAnyway _,
          StepOutcome.RollBack _,
          StepOutcome.Excepted _,
          StepOutcome.ExceptionOver _,
          StepOutcome.HandedOver _,
          StepOutcome.Postponed _,
          StepOutcome.Extended _,
          StepOutcome.Retired _,
          StepOutcome.ByHand _,
          StepOutcome.Prolonged _,
          StepOutcome.Overdue _ ->
          throw new IllegalArgumentException("%s comes of no step".formatted(outcome));
    };
  }

  /** The result that an entry recorded for a request. */
  static StepResult recorded(Entry entry, Head head) {
    Boolean well = entry.body().get(Consumers.WELL) instanceof Boolean said ? said : null;
    return new StepResult(StepOutcome.of(entry), head, Past.text(entry, "note"), well);
  }

  /** Whether an entry was written by this step in this round (and at this place, if it has one). */
  static boolean sameWork(Entry entry, Step step, int round, int place) {
    Object at = entry.body().get("at");
    return step.text().equals(entry.body().get("step"))
        && Long.valueOf(round).equals(entry.body().get("round"))
        && (place < 0 || at == null || Long.valueOf(place).equals(at));
  }
}
