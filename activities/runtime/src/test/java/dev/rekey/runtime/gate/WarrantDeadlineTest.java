// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.Deadline.Action;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gate takes the plan's approval for a cut only where the chain says that it is due. */
@Timeout(60)
class WarrantDeadlineTest {

  private static final Instant DUE = WrittenChain.START.plusSeconds(1);

  private static PlannedRotation planned(Instant due, Action then, String exposure) {
    return WrittenChain.planned(Disposition.REPLACE, exposure).dueBy(new Deadline(due, then));
  }

  /** Held before anything was issued; then its deadline is said to have come. */
  private static WrittenChain cut(PlannedRotation planned, Instant created) {
    return new WrittenChain(planned)
        .blocked(Step.PREFLIGHT, "unreachable")
        .add("deadline", Map.of("then", "cut"))
        .preflight(created);
  }

  private static Optional<String> disable(PlannedRotation planned, WrittenChain chain) {
    return Warrant.objection(
        planned,
        chain.past(),
        new Effect(Effect.Type.DISABLE, Step.DISABLE, 0, "disable/0", -1, WrittenChain.LEAKED),
        WrittenChain.START.plus(Duration.ofHours(1)));
  }

  @Test
  void fromItsDeadlineOnTheApprovedPlanIsTheCut() {
    PlannedRotation planned = planned(DUE, Action.CUT, "build log");
    assertThat(disable(planned, cut(planned, WrittenChain.CUT_OFF))).isEmpty();
  }

  @Test
  void anEntryThatComesTooEarlyOrThatThePlanDoesNotAllowCutsNothing() {
    for (PlannedRotation planned :
        new PlannedRotation[] {
          planned(WrittenChain.START.plus(Duration.ofDays(1)), Action.CUT, "build log"),
          planned(DUE, Action.ESCALATE, "build log"),
          planned(DUE, Action.EXTEND, "build log")
        }) {
      assertThat(disable(planned, cut(planned, WrittenChain.CUT_OFF)))
          .as("%s", planned.deadline())
          .isPresent();
    }
  }

  @Test
  void itNamesNoCredentialThatWasMadeAfterTheCutOff() {
    PlannedRotation planned = planned(DUE, Action.CUT, "");
    assertThat(disable(planned, cut(planned, WrittenChain.CUT_OFF.plusSeconds(1))))
        .hasValueSatisfying(why -> assertThat(why).contains("after the cut-off"));
  }

  @Test
  void whatOnePersonAskedToChangeIsNotCutUnapproved() {
    PlannedRotation planned = planned(DUE, Action.CUT, "build log");
    WrittenChain chain =
        new WrittenChain(planned)
            .blocked(Step.PREFLIGHT, "unreachable")
            .decided("add-consumer")
            .add("deadline", Map.of("then", "cut"))
            .preflight(WrittenChain.CUT_OFF);
    assertThat(disable(planned, chain))
        .hasValueSatisfying(why -> assertThat(why).contains("approval is not on record"));
  }
}
