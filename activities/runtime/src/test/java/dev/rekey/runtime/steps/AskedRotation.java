// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Health;
import dev.rekey.words.Outcome;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A rotation whose only consumer is asked; its steps are taken one by one. */
final class AskedRotation {

  private final LedgerOnPostgres database;
  private final SteppedClock clock;
  final PlannedRotation planned;
  final FakeSystem system;
  final Ledger ledger;
  final StepActivities steps;
  Head head;

  AskedRotation(PlannedRotation planned, LedgerOnPostgres database, SteppedClock clock) {
    this.database = database;
    this.clock = clock;
    this.ledger = database.ledger(clock);
    this.planned = planned;
    Instant made = WrittenChain.CUT_OFF;
    system = new FakeSystem(planned.id().lane().identity(), planned.id().credential(), made);
    steps = database.steps(ledger, new FakeEscrow(), system, clock);
    head = database.begin(planned, ledger);
  }

  AskedRotation past(Step... done) {
    for (Step step : done) {
      head = ledger.write(chain(), written -> written.append("step", done(step)));
    }
    return this;
  }

  String chain() {
    return planned.id().toString();
  }

  private static Map<String, Object> done(Step step) {
    Map<String, Object> facts =
        step == Step.PREFLIGHT ? Map.of("created", WrittenChain.CUT_OFF) : Map.of();
    return Map.of("step", step.text(), "round", 0, "result", "done", "facts", facts);
  }

  StepResult ask(Step step, Outcome<Health> answer) {
    system.health = answer;
    return moved(steps.askConsumer(new StepRequest(planned.id(), step, -1, 0, 0, head)));
  }

  StepResult moved(StepResult result) {
    head = result.head();
    return result;
  }

  StepRequest request(Step step) {
    return new StepRequest(planned.id(), step, -1, 0, head);
  }

  /** Not now, but it is tried again. */
  void requireLater(Step step, Outcome<Health> answer, String why) {
    assertThatThrownBy(() -> ask(step, answer))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            later -> {
              assertThat(later.getType()).isEqualTo(HeldReason.UNHEALTHY.text());
              assertThat(later.getNextRetryDelay()).isPositive();
            })
        .hasMessageContaining(why);
  }

  Board board() {
    return new Board(database.jdbc(), clock);
  }

  /** As the board has it, and the chain. */
  PlannedRotation decided() {
    PlannedRotation decided = board().standing(planned.id()).orElseThrow().decided();
    assertThat(new Past(planned, ledger.read(chain())).planned()).isEqualTo(decided);
    return decided;
  }

  List<Entry> answers() {
    return ledger.read(chain()).stream()
        .filter(entry -> entry.type().equals(Consumers.TYPE))
        .toList();
  }
}
