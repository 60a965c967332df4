// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.planning.Pace;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long it still takes, if nobody is waited for. */
@Timeout(30)
class OutlookTest {

  private static final Pace PACE = Pace.usual();
  private static final Duration CUT = PACE.soak().plus(PACE.proveWindow());
  private static final Duration WATCHED = PACE.observeFor().plus(CUT);
  private static final Duration WHOLE = PACE.proveNewWindow().plus(WATCHED);

  private static Standing at(PlannedRotation planned, String state, Step step) {
    return new Standing(
        planned,
        state,
        step,
        state.equals("held") ? HeldReason.UNREACHABLE : null,
        0,
        "",
        null,
        WrittenChain.START,
        null,
        null);
  }

  private static PlannedRotation planned(Disposition disposition, int wave, String identity) {
    PlannedRotation one = WrittenChain.planned(disposition, new CredentialId("AKIA"), "");
    Lane lane =
        new Lane(one.id().lane().system(), new IdentityName(identity), one.id().lane().kind());
    return new PlannedRotation(
        new RotationId(one.id().campaign(), lane, one.id().credential()),
        wave,
        one.position(),
        one.turn(),
        one.turns(),
        one.disposition(),
        one.privilege(),
        one.owner(),
        one.places(),
        one.ownerApproval(),
        one.overlap(),
        one.slots(),
        one.pace(),
        one.lag(),
        one.exposure(),
        one.why());
  }

  private static Standing replaced(int wave, String identity, String state, Step step) {
    return at(planned(Disposition.REPLACE, wave, identity), state, step);
  }

  private static void takes(Duration length, Standing... standings) {
    assertThat(Outlook.of(List.of(standings))).contains(length);
  }

  @Test
  void whatIsBehindARotationIsNotWaitedForAgain() {
    takes(WHOLE, replaced(1, "a", "planned", Step.APPROVE));
    takes(WHOLE, replaced(1, "a", "working", Step.PROVE_NEW));
    takes(WATCHED, replaced(1, "a", "held", Step.CONFIRM));
    takes(WATCHED, replaced(1, "a", "working", Step.OBSERVE));
    takes(CUT, replaced(1, "a", "working", Step.SOAK));
    takes(PACE.proveWindow(), replaced(1, "a", "working", Step.PROVE));
    takes(WHOLE, replaced(1, "a", "working", Step.RESTORE));
  }

  @Test
  void eachDispositionHasItsOwnWaits() {
    takes(WATCHED, at(planned(Disposition.RETIRE, 1, "a"), "planned", Step.APPROVE));
    takes(PACE.proveWindow(), at(planned(Disposition.REVOKE_NOW, 1, "a"), "planned", Step.APPROVE));
    takes(
        PACE.proveWindow(),
        at(WrittenChain.inPlace(new CredentialId("AKIA"), ""), "working", Step.PREFLIGHT));
  }

  @Test
  void lanesGoSideBySideTheirCredentialsInTurnAndWavesThatHaveNotBegunAfterThose() {
    takes(
        WHOLE,
        replaced(1, "a", "planned", Step.APPROVE),
        replaced(1, "b", "planned", Step.APPROVE));
    takes(
        WHOLE.plus(CUT),
        replaced(1, "a", "working", Step.SOAK),
        replaced(1, "a", "planned", Step.APPROVE),
        replaced(1, "b", "working", Step.SOAK));
    takes(
        CUT.plus(WHOLE),
        replaced(1, "a", "working", Step.SOAK),
        replaced(2, "b", "planned", Step.APPROVE),
        replaced(3, "c", "planned", Step.APPROVE));
  }

  @Test
  void whatHasEndedTakesNoMore() {
    assertThat(
            Outlook.of(
                List.of(
                    replaced(1, "a", "proven", Step.PROVE),
                    replaced(1, "b", "excepted", Step.REVOKE))))
        .isEmpty();
    assertThat(Outlook.of(List.of())).isEmpty();
  }
}
