// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.StepOutcome;
import dev.rekey.engine.rotation.StepRequest;
import dev.rekey.engine.rotation.StepResult;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.Mode;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.spi.Health;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the answer of a consumer does to a rotation, over the real ledger. */
@Timeout(300)
class ConsumersIT {

  private static final Duration WITHIN = Pace.usual().confirmWithin();
  private static final String SHOP = "https://shop.example.com/health";
  private static final Outcome<Health> WELL = answer(true, "answered 200");
  private static final Outcome<Health> UNWELL = answer(false, "answered 503 (expected: 200)");

  @AutoClose static final LedgerOnPostgres database = new LedgerOnPostgres();

  private final SteppedClock clock = new SteppedClock(WrittenChain.START);

  private static Outcome<Health> answer(boolean well, String answer) {
    return new Outcome.Done<>(new Health(well, answer));
  }

  private AskedRotation life(String credential, Disposition disposition) {
    return life(
        WrittenChain.asking(new CredentialId(credential), disposition, Mode.SWAP, "web:" + SHOP));
  }

  private AskedRotation life(PlannedRotation planned) {
    return new AskedRotation(planned, database, clock);
  }

  private static void requireHeld(StepResult result, HeldReason reason, String... why) {
    assertThat(result.outcome()).isEqualTo(new StepOutcome.Blocked(reason));
    assertThat(result.note()).contains(why);
  }

  @Test
  void beforeAnythingWasDoneAnIllConsumerStopsNothingAndIsNamed() {
    AskedRotation life = life("ill-before", Disposition.RETIRE);

    assertThat(life.ask(Step.PREFLIGHT, UNWELL).outcome()).isEqualTo(new StepOutcome.Done());
    StepResult preflight = life.moved(life.steps.preflight(life.request(Step.PREFLIGHT)));

    assertThat(preflight.outcome()).isEqualTo(new StepOutcome.Done());
    assertThat(preflight.note())
        .contains("not well before anything was done: " + SHOP + " answered 503");
    assertThat(life.answers())
        .singleElement()
        .satisfies(entry -> assertThat(entry.body()).containsEntry("well", false));
  }

  /** Who approves it sees them, and the approval is about that. */
  @Test
  void whoIsNotWellBeforeTheApprovalIsAmongWhatItIsAbout() {
    AskedRotation life = life(approved("ill-at-approval"));

    assertThat(life.ask(Step.APPROVE, UNWELL).outcome()).isEqualTo(new StepOutcome.Done());

    PlannedRotation decided = life.decided();
    assertThat(decided.unwell())
        .containsEntry("web:" + SHOP, SHOP + " answered 503 (expected: 200)");
    assertThat(decided.shown()).isNotEqualTo(life.planned.shown());
  }

  @Test
  void whoCannotBeAskedBeforeTheApprovalIsTooAndHoldsNothing() {
    AskedRotation refused = life(approved("refused-at-approval"));
    assertThat(
            refused
                .ask(Step.APPROVE, new Outcome.Rejected<>(Rejection.INVALID, "host shop"))
                .outcome())
        .isEqualTo(new StepOutcome.Done());
    assertThat(refused.decided().unwell().values())
        .containsExactly(SHOP + " was not asked: host shop");

    AskedRotation unserved = life(approved("unserved-at-approval"));
    StepRequest request =
        new StepRequest(unserved.planned.id(), Step.APPROVE, -1, 0, 0, unserved.head);
    Unasked unasked = new Unasked(unserved.ledger, unserved.board());
    StepResult first = unasked.record(request, "nobody took the work");
    assertThat(first.well()).isFalse();
    assertThat(unasked.record(request, "nobody took the work")).isEqualTo(first);
    assertThat(unserved.decided().unwell().values())
        .containsExactly(SHOP + " could not be asked: nobody took the work");
  }

  private static PlannedRotation approved(String credential) {
    return WrittenChain.approved(new CredentialId(credential), "web:" + SHOP);
  }

  @Test
  void whomThisSystemMayNotAskIsToldBeforeAnythingIsDone() {
    AskedRotation life = life("not-to-be-asked", Disposition.RETIRE);

    requireHeld(
        life.ask(Step.PREFLIGHT, new Outcome.Rejected<>(Rejection.INVALID, "host shop")),
        HeldReason.REJECTED,
        "host shop");
  }

  @Test
  void oneThatIsNotWellIsWaitedForAndThenHeldWithWhatItAnswered() {
    AskedRotation life =
        life("ill-after", Disposition.REPLACE)
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

  /** It is waited for as long as any, and told of; nobody is left who would sign for it. */
  @Test
  void whatWasCutAtItsDeadlineIsNotHeldByAnIllConsumer() {
    Deadline deadline = new Deadline(clock.instant(), Deadline.Action.CUT);
    AskedRotation life =
        life(
            WrittenChain.asking(
                    new CredentialId("cut"), Disposition.REPLACE, Mode.SWAP, "web:" + SHOP)
                .dueBy(deadline));
    life.past(Step.PREFLIGHT);
    life.head =
        life.ledger.write(
            life.chain(),
            chain -> {
              chain.append(
                  "step",
                  Map.of("step", "issue", "round", 0, "result", "blocked", "reason", "rejected"));
              return chain.append("deadline", Map.of("then", "cut", "round", 1));
            });
    life.past(Step.DISABLE, Step.REVOKE, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM);

    life.requireLater(Step.VALIDATE, UNWELL, SHOP + " answered 503");
    assertThat(alarms()).isEmpty();
    clock.forward(WITHIN.plusMillis(1));
    assertThat(life.ask(Step.VALIDATE, UNWELL).outcome()).isEqualTo(new StepOutcome.Done());

    assertThat(alarms())
        .singleElement()
        .asString()
        .contains(SHOP + " answered 503", "cut at its deadline");
    assertThat(life.answers())
        .singleElement()
        .satisfies(entry -> assertThat(entry.body()).containsEntry("well", false));
    // It goes on to the new credential, which nobody has issued here.
    assertThat(life.steps.validate(life.request(Step.VALIDATE)).outcome())
        .isEqualTo(new StepOutcome.Lost());
  }

  private static List<String> alarms() {
    return database
        .jdbc()
        .sql("select what from alarm where subject like '%/cut'")
        .query((row, _) -> String.valueOf(row.getString("what")))
        .list();
  }

  @Test
  void nothingIsValidatedBeforeItsConsumerWasFoundWell() {
    Step[] before = {Step.PREFLIGHT, Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM};
    AskedRotation unasked = life("unasked", Disposition.REPLACE).past(before);
    requireHeld(
        unasked.steps.validate(unasked.request(Step.VALIDATE)),
        HeldReason.NOT_WARRANTED,
        "0 of 1 consumers");

    AskedRotation asked = life("asked", Disposition.REPLACE).past(before);
    asked.ask(Step.VALIDATE, WELL);
    // It goes on to the new credential, which nobody has issued here.
    assertThat(asked.steps.validate(asked.request(Step.VALIDATE)).outcome())
        .isEqualTo(new StepOutcome.Lost());
  }

  @Test
  void theAnswerOfALostAttemptIsNotAskedForAgain() {
    AskedRotation life = life("lost-answer", Disposition.RETIRE);
    StepRequest request = new StepRequest(life.planned.id(), Step.PREFLIGHT, -1, 0, 0, life.head);

    StepResult first = life.steps.askConsumer(request);
    life.system.health = UNWELL;

    assertThat(life.steps.askConsumer(request)).isEqualTo(first);
    assertThat(life.answers()).hasSize(1);
  }

  @Test
  void oneThatTheDisableHurtHoldsItBeforeTheRevokeAndTheWayBackIsTold() {
    AskedRotation life = life("hurt", Disposition.RETIRE).past(Step.PREFLIGHT, Step.OBSERVE);
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
    AskedRotation life = life("untouched", Disposition.RETIRE).past(Step.PREFLIGHT, Step.OBSERVE);

    requireHeld(
        life.steps.disable(life.request(Step.DISABLE)),
        HeldReason.NOT_WARRANTED,
        "0 of 1 consumers");
    assertThat(life.system.effects()).isEmpty();
  }
}
