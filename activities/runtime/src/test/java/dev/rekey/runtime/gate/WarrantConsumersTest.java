// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.Mode;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where the plan names consumers to ask, nothing dies before each was found well. */
@Timeout(60)
class WarrantConsumersTest {

  private static final Instant LATE = WrittenChain.START.plus(Duration.ofDays(1));
  private static final String SHOP = "web:https://shop.example.com/health";
  private static final String BILLING = "web:https://billing.example.com/health status=204";

  private static final PlannedRotation PLANNED =
      WrittenChain.asking(Disposition.REPLACE, Mode.SWAP, SHOP, BILLING);

  private static Optional<String> objection(
      PlannedRotation planned, WrittenChain chain, Effect.Type type, Step step) {
    Effect effect = new Effect(type, step, 0, type.text() + "/1", -1, WrittenChain.LEAKED);
    return Warrant.objection(planned, chain.past(), effect, LATE);
  }

  private static Optional<String> disable(WrittenChain chain) {
    return objection(PLANNED, chain, Effect.Type.DISABLE, Step.DISABLE);
  }

  private static Optional<String> revoke(PlannedRotation planned, WrittenChain chain) {
    return objection(planned, chain, Effect.Type.REVOKE, Step.REVOKE);
  }

  private static WrittenChain replaced() {
    WrittenChain chain = new WrittenChain(PLANNED).preflight(WrittenChain.CUT_OFF);
    for (Step step :
        List.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE)) {
      chain.step(step, Map.of());
    }
    return chain.step(Step.OBSERVE, Map.of()).place(Step.DISABLE);
  }

  @Test
  void eachHasToBeFoundWellInTheStepAndRoundOfTheEffect() {
    assertThat(disable(replaced())).hasValueSatisfying(why -> assertThat(why).contains("0 of 2"));
    assertThat(disable(replaced().asked(Step.VALIDATE, 0, true).asked(Step.VALIDATE, 1, true)))
        .isPresent();
    assertThat(disable(replaced().asked(Step.DISABLE, 0, true).asked(Step.DISABLE, 0, true)))
        .hasValueSatisfying(why -> assertThat(why).contains("1 of 2 consumers"));
    assertThat(disable(replaced().asked(Step.DISABLE, 0, true).asked(Step.DISABLE, 1, false)))
        .isPresent();
    assertThat(disable(replaced().asked(Step.DISABLE, 0, true).asked(Step.DISABLE, 1, 1, true)))
        .isPresent();

    assertThat(disable(replaced().asked(Step.DISABLE, 0, true).asked(Step.DISABLE, 1, true)))
        .isEmpty();
  }

  @Test
  void thatTheyWereWellBeforeTheDisableIsNotEnoughForTheRevoke() {
    WrittenChain disabled =
        replaced()
            .asked(Step.DISABLE, 0, true)
            .asked(Step.DISABLE, 1, true)
            .step(Step.DISABLE, Map.of())
            .place(Step.REVOKE);
    assertThat(revoke(PLANNED, disabled))
        .hasValueSatisfying(why -> assertThat(why).contains("0 of 2 consumers"));

    assertThat(revoke(PLANNED, disabled.asked(Step.REVOKE, 0, true).asked(Step.REVOKE, 1, true)))
        .isEmpty();
  }

  @Test
  void whatNobodyNeedsIsAskedForToo() {
    PlannedRotation retired = WrittenChain.asking(Disposition.RETIRE, Mode.SWAP, SHOP);
    WrittenChain chain =
        new WrittenChain(retired)
            .preflight(WrittenChain.CUT_OFF)
            .step(Step.OBSERVE, Map.of())
            .step(Step.DISABLE, Map.of());
    assertThat(revoke(retired, chain)).isPresent();
    assertThat(revoke(retired, chain.asked(Step.REVOKE, 0, true))).isEmpty();
  }

  @Test
  void whereASignedCutAcceptsTheOutageNothingWaitsForThem() {
    WrittenChain cut =
        replaced().blocked(Step.DISABLE, "unhealthy").decided("cut-anyway").place(Step.REVOKE);
    assertThat(revoke(PLANNED, cut)).isEmpty();
    assertThat(Consumers.isOutageAccepted(cut.past(), Step.VALIDATE)).isTrue();
  }

  @Test
  void aContainedOneIsCutAtOnceAndYetItsConsumersHaveToBeWellInTheEnd() {
    PlannedRotation contained = WrittenChain.asking(Disposition.REPLACE, Mode.CONTAIN, SHOP);
    WrittenChain chain = new WrittenChain(contained).preflight(WrittenChain.CUT_OFF);

    assertThat(revoke(contained, chain)).isEmpty();
    assertThat(Consumers.objection(contained, chain.past(), Step.VALIDATE, 0)).isPresent();
    assertThat(
            Consumers.objection(
                contained, chain.asked(Step.VALIDATE, 0, true).past(), Step.VALIDATE, 0))
        .isEmpty();
  }

  /** Its plan was approved with that; who is not well then is known, and waited for no more. */
  @Test
  void whatItsDeadlineCutIsHeldByNoConsumer() {
    PlannedRotation due = PLANNED.dueBy(new Deadline(WrittenChain.START, Deadline.Action.CUT));
    WrittenChain held =
        new WrittenChain(due).preflight(WrittenChain.CUT_OFF).blocked(Step.ISSUE, "rejected");
    assertThat(Consumers.isOutageAccepted(held.past(), Step.VALIDATE)).isFalse();

    WrittenChain cut = held.add("deadline", Map.of("then", "cut"));
    assertThat(Consumers.objection(due, cut.past(), Step.VALIDATE, 0)).isEmpty();
    assertThat(revoke(due, cut)).isEmpty();
  }

  @Test
  void aDeadlineThatHasNotComeOrDoesNotCutExcusesNobody() {
    for (Deadline other :
        List.of(
            new Deadline(LATE, Deadline.Action.CUT),
            new Deadline(WrittenChain.START, Deadline.Action.ESCALATE))) {
      PlannedRotation due = PLANNED.dueBy(other);
      WrittenChain chain =
          new WrittenChain(due)
              .preflight(WrittenChain.CUT_OFF)
              .blocked(Step.ISSUE, "rejected")
              .add("deadline", Map.of("then", "cut"));
      assertThat(Consumers.objection(due, chain.past(), Step.VALIDATE, 0)).isPresent();
    }
  }

  @Test
  void itIsKnownSinceWhenOneWasNotWell() {
    WrittenChain chain = replaced().asked(Step.VALIDATE, 0, true).asked(Step.DISABLE, 1, false);
    assertThat(Consumers.lastWellBeforeDisable(chain.past(), 0)).isEmpty();

    chain.step(Step.DISABLE, Map.of()).asked(Step.SOAK, 0, false);
    assertThat(Consumers.lastWellBeforeDisable(chain.past(), 0)).isPresent();
    assertThat(Consumers.lastWellBeforeDisable(chain.past(), 1)).isEmpty();
    assertThat(Consumers.unwell(chain.past(), Step.SOAK, 0)).hasSize(1);
  }
}
