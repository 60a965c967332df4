// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where nothing can overlap, issuing is the cut, and needs what every cut needs. */
@Timeout(60)
class WarrantInPlaceTest {

  private static final String LEAKED = WrittenChain.LEAKED;
  private static final Instant BEFORE = WrittenChain.CUT_OFF;
  private static final Instant LATE = WrittenChain.START.plus(Duration.ofDays(1));

  private final PlannedRotation planned =
      WrittenChain.inPlace(new CredentialId(LEAKED), "build log");

  private Optional<String> issue(WrittenChain chain, String target, String chosen) {
    Effect effect = new Effect(Effect.Type.ISSUE, Step.ISSUE, 0, "issue/0", -1, target, chosen);
    return Warrant.objection(planned, chain.past(), effect, LATE);
  }

  private Optional<String> revoke(WrittenChain chain) {
    Effect effect = new Effect(Effect.Type.REVOKE, Step.REVOKE, 0, "revoke/0", -1, LEAKED);
    return Warrant.objection(planned, chain.past(), effect, LATE);
  }

  /** A chain up to just before the issue. */
  private WrittenChain ready() {
    return new WrittenChain(planned).place(Step.PREFLIGHT).preflight(BEFORE).place(Step.ISSUE);
  }

  private static Map<String, String> sent(String chosen) {
    return Map.of("effect", "issue", "operation", "issue/0", "target", LEAKED, "chosen", chosen);
  }

  private static Map<String, String> outcome(String result) {
    return Map.of("effect", "issue", "operation", "issue/0", "target", LEAKED, "result", result);
  }

  @Test
  void aSealedValueReplacesTheRecordedOneOnceThePlacesWereReadAgain() {
    assertThat(issue(ready(), LEAKED, "chosen-1")).isEmpty();
    assertThat(issue(ready(), LEAKED, ""))
        .hasValueSatisfying(
            why -> assertThat(why).contains("no value was chosen and sealed first"));
    assertThat(issue(ready(), "AKIAOTHER", "chosen-1"))
        .hasValueSatisfying(
            why -> assertThat(why).contains("AKIAOTHER is not the recorded credential"));
    assertThat(
            issue(
                new WrittenChain(planned).place(Step.PREFLIGHT).preflight(BEFORE),
                LEAKED,
                "chosen-1"))
        .contains("0 of 1 places were read again just before");
    assertThat(
            issue(
                new WrittenChain(planned).preflight(BEFORE).place(Step.ISSUE), LEAKED, "chosen-1"))
        .contains("preflight has not seen all 1 places");
  }

  @Test
  void whatWasMadeAfterTheCutOffIsNotReplacedInPlaceEither() {
    PlannedRotation silent = WrittenChain.inPlace(new CredentialId(LEAKED), "");
    Past late =
        new WrittenChain(silent)
            .place(Step.PREFLIGHT)
            .preflight(WrittenChain.CUT_OFF.plusSeconds(1))
            .place(Step.ISSUE)
            .past();
    Effect effect = new Effect(Effect.Type.ISSUE, Step.ISSUE, 0, "issue/0", -1, LEAKED, "chosen-1");
    assertThat(Warrant.objection(silent, late, effect, LATE))
        .hasValueSatisfying(why -> assertThat(why).contains("after the cut-off"));
  }

  @Test
  void theSameValueIsSentAgainAndNoSecondOneWhileItMayStand() {
    WrittenChain open = ready().add("intent", sent("chosen-1"));
    assertThat(issue(open, LEAKED, "chosen-1")).isEmpty();
    assertThat(issue(open, LEAKED, "chosen-2"))
        .contains("the value chosen as chosen-1 may stand already: send that one");
    for (String result : List.of("throttled", "rejected", "unknown")) {
      WrittenChain answered =
          ready().add("intent", sent("chosen-1")).add("outcome", outcome(result));
      assertThat(issue(answered, LEAKED, "chosen-2")).as(result).isPresent();
    }
    WrittenChain nothing = ready().add("intent", sent("chosen-1")).add("outcome", outcome("none"));
    assertThat(issue(nothing, LEAKED, "chosen-2")).isEmpty();
  }

  @Test
  void nothingIsRevokedBeforeTheNewOneStandsNotEvenBySignature() {
    WrittenChain cut =
        new WrittenChain(planned)
            .blocked(Step.PREFLIGHT, "conflict")
            .decided("cut-anyway")
            .place(Step.PREFLIGHT)
            .preflight(BEFORE);
    assertThat(revoke(cut)).contains("nothing can overlap, and the new one does not stand yet");
    assertThat(revoke(cut.step(Step.ISSUE, Map.of()))).isEmpty();
  }

  @Test
  void theRevokeNeedsTheWholeReplacementAndNoSoak() {
    WrittenChain chain = ready().step(Step.ISSUE, Map.of()).step(Step.PROVE_NEW, Map.of());
    assertThat(revoke(chain))
        .hasValueSatisfying(why -> assertThat(why).startsWith("not on record as done: ["));
    for (Step step : List.of(Step.DELIVER, Step.CONFIRM, Step.VALIDATE)) {
      chain.step(step, Map.of());
    }
    assertThat(revoke(chain)).contains("0 of 1 places were read again just before");
    assertThat(revoke(chain.place(Step.REVOKE))).isEmpty();
  }

  @Test
  void aKindThatTheSystemIssuesIsAskedForBeforeItIsIssuedAgain() {
    PlannedRotation called = WrittenChain.planned(Disposition.REPLACE, "build log");
    WrittenChain open =
        new WrittenChain(called)
            .preflight(BEFORE)
            .add("intent", Map.of("effect", "issue", "operation", "issue/0", "target", "label"));
    Effect effect = new Effect(Effect.Type.ISSUE, Step.ISSUE, 0, "issue/0", -1, "label");
    assertThat(Warrant.objection(called, open.past(), effect, LATE))
        .contains("an earlier issue has no outcome yet: ask the system first");
  }
}
