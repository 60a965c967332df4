// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepActivities;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Mode;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.gate.Consumers;
import dev.rekey.runtime.gate.LedgerGate;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.spi.Health;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the answer of a consumer does to a rotation, over the real ledger. */
@Timeout(300)
class ConsumersIT {

  private static final Duration WITHIN = Pace.usual().confirmWithin();
  private static final String SHOP = "https://shop.example.com/health";
  private static final Outcome<Health> WELL = answer(true, "answered 200");
  private static final Outcome<Health> UNWELL = answer(false, "answered 503 (expected: 200)");

  @TempDir static Path folder;

  private static LedgerOnPostgres database;

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  @BeforeAll
  static void start() throws IOException {
    database = new LedgerOnPostgres(folder);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  private static Outcome<Health> answer(boolean well, String answer) {
    return new Outcome.Done<>(new Health(well, answer));
  }

  /** A rotation whose only consumer is asked; its steps are taken one by one. */
  private final class Life {

    private final PlannedRotation planned;
    private final FakeSystem system;
    private final Ledger ledger = database.ledger(clock);
    private final StepActivities steps;
    private Head head;

    Life(String credential, Disposition disposition) {
      planned =
          WrittenChain.asking(new CredentialId(credential), disposition, Mode.SWAP, "web:" + SHOP);
      Instant made = WrittenChain.CUT_OFF;
      system = new FakeSystem(planned.id().lane().identity(), planned.id().credential(), made);
      JdbcClient jdbc = database.jdbc();
      LedgerGate gate = new LedgerGate(ledger, jdbc, (_, _) -> Optional.empty(), clock);
      steps =
          new StepActivitiesImpl(
              new StepTools(jdbc, ledger, gate, new FakeEscrow(), system, clock),
              new Board(jdbc, clock));
      head = database.begin(planned, ledger);
    }

    Life past(Step... done) {
      for (Step step : done) {
        head = ledger.write(chain(), written -> written.append("step", done(step)));
      }
      return this;
    }

    private String chain() {
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

    List<Entry> answers() {
      return ledger.read(chain()).stream()
          .filter(entry -> entry.type().equals(Consumers.TYPE))
          .toList();
    }
  }

  private static void requireHeld(StepResult result, HeldReason reason, String... why) {
    assertThat(result.outcome()).isEqualTo(new StepOutcome.Blocked(reason));
    assertThat(result.note()).contains(why);
  }

  @Test
  void beforeAnythingWasDoneAnIllConsumerStopsNothingAndIsNamed() {
    Life life = new Life("ill-before", Disposition.RETIRE);

    assertThat(life.ask(Step.PREFLIGHT, UNWELL).outcome()).isEqualTo(new StepOutcome.Done());
    StepResult preflight = life.moved(life.steps.preflight(life.request(Step.PREFLIGHT)));

    assertThat(preflight.outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(preflight.note())
        .contains("not well before anything was done: " + SHOP + " answered 503");
    assertThat(life.answers())
        .singleElement()
        .satisfies(entry -> assertThat(entry.body()).containsEntry("well", false));
  }

  @Test
  void whomThisSystemMayNotAskIsToldBeforeAnythingIsDone() {
    Life life = new Life("not-to-be-asked", Disposition.RETIRE);

    requireHeld(
        life.ask(Step.PREFLIGHT, new Outcome.Rejected<>(Rejection.INVALID, "host shop")),
        HeldReason.REJECTED,
        "host shop");
  }

  @Test
  void oneThatIsNotWellIsWaitedForAndThenHeldWithWhatItAnswered() {
    Life life =
        new Life("ill-after", Disposition.REPLACE)
            .past(Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM);

    life.requireLater(Step.VALIDATE, UNWELL, SHOP + " answered 503 (expected: 200)");
    clock.forward(WITHIN);
    life.requireLater(Step.VALIDATE, UNWELL, SHOP);
    clock.forward(Duration.ofMillis(1));

    requireHeld(
        life.ask(Step.VALIDATE, UNWELL),
        HeldReason.UNHEALTHY,
        SHOP + " answered 503 (expected: 200) for " + WITHIN,
        "the old one is left alone");
    assertThat(life.answers()).isEmpty();
  }

  @Test
  void nothingIsValidatedBeforeItsConsumerWasFoundWell() {
    Step[] before = {Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM};
    Life unasked = new Life("unasked", Disposition.REPLACE).past(before);
    requireHeld(
        unasked.steps.validate(unasked.request(Step.VALIDATE)),
        HeldReason.NOT_WARRANTED,
        "0 of 1 consumers");

    Life asked = new Life("asked", Disposition.REPLACE).past(before);
    asked.ask(Step.VALIDATE, WELL);
    // It goes on to the new credential, which nobody has issued here.
    assertThat(asked.steps.validate(asked.request(Step.VALIDATE)).outcome())
        .isEqualTo(new StepOutcome.Lost());
  }

  @Test
  void theAnswerOfALostAttemptIsNotAskedForAgain() {
    Life life = new Life("lost-answer", Disposition.RETIRE);
    StepRequest request = new StepRequest(life.planned.id(), Step.PREFLIGHT, -1, 0, 0, life.head);

    StepResult first = life.steps.askConsumer(request);
    life.system.health = UNWELL;

    assertThat(life.steps.askConsumer(request)).isEqualTo(first);
    assertThat(life.answers()).hasSize(1);
  }

  @Test
  void oneThatTheDisableHurtHoldsItBeforeTheRevokeAndTheWayBackIsTold() {
    Life life = new Life("hurt", Disposition.RETIRE).past(Step.PREFLIGHT, Step.OBSERVE);
    assertThat(life.ask(Step.DISABLE, WELL).outcome()).isEqualTo(new StepOutcome.Done());
    clock.forward(Duration.ofSeconds(1));
    life.moved(life.steps.disable(life.request(Step.DISABLE)));
    assertThat(life.system.effects()).containsExactly("disable hurt");

    life.requireLater(Step.SOAK, UNWELL, "when the disable holds everywhere");
    clock.forward(life.planned.lag());
    life.requireLater(Step.SOAK, UNWELL, SHOP + " answered 503");
    clock.forward(WITHIN.plusMillis(1));
    requireHeld(
        life.ask(Step.SOAK, UNWELL),
        HeldReason.UNHEALTHY,
        "was well at " + WrittenChain.START,
        "roll back to switch it on again");
    assertThat(life.system.effects()).doesNotContain("revoke hurt");
  }

  @Test
  void nothingIsDisabledBeforeItsConsumerWasAsked() {
    Life life = new Life("untouched", Disposition.RETIRE).past(Step.PREFLIGHT, Step.OBSERVE);

    requireHeld(
        life.steps.disable(life.request(Step.DISABLE)),
        HeldReason.NOT_WARRANTED,
        "0 of 1 consumers");
    assertThat(life.system.effects()).isEmpty();
  }
}
