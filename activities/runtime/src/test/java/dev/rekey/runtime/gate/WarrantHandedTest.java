// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in people's hands no call does as well: neither by decision nor while it may be done. */
@Timeout(60)
class WarrantHandedTest {

  private final PlannedRotation planned =
      WrittenChain.planned(Disposition.REPLACE, "build log of 11-22");

  private WrittenChain preflight() {
    return new WrittenChain(planned).preflight(WrittenChain.CUT_OFF.minusSeconds(60));
  }

  private static Effect issue(String chosen) {
    return new Effect(Effect.Type.ISSUE, Step.ISSUE, 2, "issue/2", -1, "label", chosen);
  }

  private Optional<String> objection(WrittenChain chain, Effect effect) {
    return Warrant.objection(
        planned, chain.past(), effect, WrittenChain.START.plus(Duration.ofHours(2)));
  }

  @Test
  void onceItIsDoneByHandTheCallIsRefusedAndTheHandsAreNot() {
    WrittenChain chain = preflight().blocked(Step.ISSUE, "rejected");
    assertThat(objection(chain, issue(""))).isEmpty();

    chain.decided("by-hand");

    assertThat(objection(chain, issue("")))
        .hasValueSatisfying(why -> assertThat(why).contains("issue is done by hand"));
    assertThat(objection(chain, issue("").handed())).isEmpty();
  }

  @Test
  void whatSomebodyWasAskedToMakeMayBeMadeWhateverWasDecidedSince() {
    WrittenChain chain =
        preflight()
            .blocked(Step.ISSUE, "rejected")
            .decided("by-hand")
            .add("intent", Map.of("effect", "issue", "operation", "i", "target", "l", "by", "hand"))
            .blocked(Step.ISSUE, "by-hand")
            .decided("cut-anyway");
    assertThat(objection(chain, issue("")))
        .hasValueSatisfying(why -> assertThat(why).contains("issue is done by hand"));
    assertThat(objection(chain, issue("").handed()))
        .hasValueSatisfying(why -> assertThat(why).contains("has no outcome yet"));
  }

  @Test
  void nobodyIsAskedToMakeOneWhileACallMayHaveMadeIt() {
    WrittenChain chain =
        preflight()
            .add("intent", Map.of("effect", "issue", "operation", "i", "target", "l"))
            .blocked(Step.ISSUE, "unreachable")
            .decided("by-hand");
    assertThat(objection(chain, issue("").handed()))
        .hasValueSatisfying(why -> assertThat(why).contains("ask the system first"));
  }

  @Test
  void aValueThatWasSentIsSentAgainSoThatItsFateIsKnown() {
    WrittenChain chain =
        preflight()
            .add(
                "intent",
                Map.of("effect", "issue", "operation", "i", "target", "l", "chosen", "c-1"))
            .blocked(Step.ISSUE, "unreachable")
            .decided("by-hand");
    assertThat(objection(chain, issue("c-1"))).isEmpty();
    assertThat(objection(chain, issue("c-2")))
        .hasValueSatisfying(why -> assertThat(why).contains("may stand already"));
  }
}
