// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.life.Step;
import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.Digest;
import dev.rekey.planning.Opener;
import dev.rekey.planning.Opener.Opens;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Lane;
import dev.rekey.words.RotationId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No new value is put where a leaked credential that is not dead yet could read it. */
@Timeout(10)
class ContainmentTest {

  private static final CredentialId LEAKED = new CredentialId(WrittenChain.LEAKED);
  private static final Opener READER = opener("reader", Opens.PLACE);
  private static final Opener MAKER = opener("maker", Opens.ISSUER);
  private static final String HASH = Digest.ofText("its end").value();

  private static Opener opener(String identity, Opens opens) {
    RotationId one = WrittenChain.planned(Disposition.REPLACE, LEAKED, "").id();
    Lane lane = new Lane(one.lane().system(), new IdentityName(identity), one.lane().kind());
    return new Opener(
        new RotationId(one.campaign(), lane, new CredentialId("AKIA-" + identity)), opens);
  }

  private static PlannedRotation swapped() {
    return WrittenChain.planned(Disposition.REPLACE, LEAKED, "").openedBy(List.of(READER, MAKER));
  }

  private static WrittenChain begun(PlannedRotation planned) {
    return new WrittenChain(planned).preflight(WrittenChain.CUT_OFF);
  }

  private static List<Opener> awaited(
      PlannedRotation planned, WrittenChain chain, Effect.Type type, Step step) {
    return Containment.awaited(
        planned, chain.past(), new Effect(type, step, 0, type.text() + "/0", -1, "target"));
  }

  private static Containment.Found alive(Opener opener) {
    return new Containment.Found(opener, null, "held at approve, nobody decided in time");
  }

  private static Containment.Found dead(Opener opener) {
    return new Containment.Found(opener, new Digest(HASH), "proven");
  }

  @Test
  void aWriteWaitsForAllAndAnIssueIntoTheEscrowForWhoOpensTheIssuingSide() {
    PlannedRotation planned = swapped();

    assertThat(awaited(planned, begun(planned), Effect.Type.WRITE, Step.DELIVER))
        .containsExactly(READER, MAKER);
    assertThat(awaited(planned, begun(planned), Effect.Type.ISSUE, Step.ISSUE))
        .containsExactly(MAKER);
  }

  @Test
  void whatKillsOrCleansUpWaitsForNobody() {
    PlannedRotation planned = swapped();
    for (Effect.Type type :
        List.of(
            Effect.Type.DISABLE,
            Effect.Type.REVOKE,
            Effect.Type.ENABLE,
            Effect.Type.DESTROY,
            Effect.Type.WITHDRAW)) {
      assertThat(awaited(planned, begun(planned), type, Step.REVOKE)).as("%s", type).isEmpty();
    }
  }

  @Test
  void whereIssuingIsTheCutItWaitsForAllUnlessSomebodySignedTheCut() {
    PlannedRotation planned = WrittenChain.inPlace(LEAKED, "").openedBy(List.of(READER));

    assertThat(awaited(planned, begun(planned), Effect.Type.ISSUE, Step.ISSUE))
        .containsExactly(READER);
    WrittenChain cut = begun(planned).blocked(Step.ISSUE, "rejected").decided("cut-anyway");
    assertThat(awaited(planned, cut, Effect.Type.ISSUE, Step.ISSUE)).isEmpty();
    assertThat(awaited(planned, cut, Effect.Type.WRITE, Step.DELIVER)).containsExactly(READER);
  }

  @Test
  void whatIsPutBackIsNoSecret() {
    PlannedRotation planned = swapped();
    WrittenChain back = begun(planned).blocked(Step.ISSUE, "rejected").decided("roll-back");

    assertThat(awaited(planned, back, Effect.Type.WRITE, Step.RESTORE)).isEmpty();
  }

  @Test
  void twoPeopleSignThatNothingIsWaitedForAndOneAloneOrTwiceDoesNot() {
    PlannedRotation planned = swapped();
    WrittenChain held = begun(planned).blocked(Step.ISSUE, "opener-alive");
    assertThat(awaited(planned, signed(held, "olga"), Effect.Type.WRITE, Step.DELIVER)).hasSize(2);
    assertThat(awaited(planned, signed(held, "olga"), Effect.Type.WRITE, Step.DELIVER))
        .as("twice by the same")
        .hasSize(2);
    assertThat(awaited(planned, signed(held, "bob"), Effect.Type.WRITE, Step.DELIVER)).isEmpty();
  }

  private static WrittenChain signed(WrittenChain chain, String person) {
    return chain.add(
        "decision", WrittenChain.decision(swapped(), "deliver-anyway", person + "@example.com"));
  }

  @Test
  void whatNothingIsHeldForNobodyWaives() {
    PlannedRotation planned = swapped();
    WrittenChain chain = begun(planned).blocked(Step.ISSUE, "rejected");

    signed(signed(chain, "olga"), "bob");

    assertThat(awaited(planned, chain, Effect.Type.WRITE, Step.DELIVER)).hasSize(2);
  }

  @Test
  void theSentenceNamesTheOpenerAndWhereItStandsAndHowManySigned() {
    assertThat(Containment.objection(List.of(dead(READER), dead(MAKER)), Voices.NONE)).isEmpty();
    assertThat(Containment.objection(List.of(dead(READER), alive(MAKER)), Voices.NONE))
        .contains(
            "waits for the end of aws-prod/maker/iam-access-key/AKIA-maker, which opens what issues"
                + " it: held at approve, nobody decided in time");
    Voices one = new Voices(null, Set.of(), Set.of(), List.of(), 0, null, null, Set.of("olga"));
    assertThat(
            Containment.objection(List.of(alive(READER), alive(MAKER), alive(READER)), one)
                .orElseThrow())
        .contains("which opens a place of it", "and 1 more", "1 of 2 signed to deliver anyway");
  }

  @Test
  void anIntentNamesTheEndsByTheirHashes() {
    assertThat(Containment.evidence(List.of())).isEmpty();
    assertThat(Containment.evidence(List.of(dead(READER))))
        .isEqualTo(
            Map.of(
                "openers", List.of(Map.of("rotation", READER.rotation().toString(), "end", HASH))));
  }
}
