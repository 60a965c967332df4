// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A step is on record as done, its process dies before Temporal hears of it, and nobody takes the
 * work over in time: the run is held at a step that the ledger has behind it.
 */
@Timeout(60)
class UnheardTest {

  private final PlannedRotation planned = WrittenChain.planned(Disposition.REVOKE_NOW, "build log");

  private WrittenChain revoked() {
    return new WrittenChain(planned)
        .preflight(WrittenChain.CUT_OFF)
        .step(Step.REVOKE, Map.of("revoked", "now"));
  }

  private static WrittenChain held(WrittenChain chain, Step step) {
    return chain.add(
        "held", Map.of("step", step.text(), "round", 0, "reason", "no-worker", "note", "nobody"));
  }

  private static boolean leadsTo(WrittenChain chain, Step step) {
    return chain.past().fold().leadsTo(step, Set.of(Step.SOAK));
  }

  @Test
  void theStepComesAgainAndTheRotationGoesOn() {
    WrittenChain chain = held(revoked(), Step.REVOKE);

    assertThat(chain.past().fold().state())
        .isInstanceOfSatisfying(
            RotationState.Held.class,
            held -> {
              assertThat(held.step()).isEqualTo(Step.REVOKE);
              assertThat(held.reason()).isEqualTo(HeldReason.NO_WORKER);
            });
    assertThat(leadsTo(chain, Step.REVOKE)).isTrue();
    assertThat(leadsTo(chain, Step.PROVE)).isFalse();
    chain.step(Step.REVOKE, Map.of("revoked", "already"));
    assertThat(leadsTo(chain, Step.PROVE)).isTrue();
  }

  @Test
  void theLastStepOfAllComesAgainAsWell() {
    WrittenChain chain = held(revoked().step(Step.PROVE, Map.of("grade", "refused")), Step.PROVE);

    assertThat(leadsTo(chain, Step.PROVE)).isTrue();
    chain.step(Step.PROVE, Map.of("grade", "refused"));
    assertThat(chain.past().fold().state()).isInstanceOf(RotationState.Proven.class);
  }

  /** Only the last one can be unheard: a run that knows less than that has lost its memory. */
  @Test
  void aHoldOfAStepThatOthersFollowedTakesNothingBack() {
    WrittenChain chain = held(revoked(), Step.PREFLIGHT);

    assertThat(leadsTo(chain, Step.PREFLIGHT)).isFalse();
    assertThat(leadsTo(chain, Step.PROVE)).isTrue();
  }
}
