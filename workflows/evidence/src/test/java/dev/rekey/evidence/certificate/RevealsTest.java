// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Signer;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CampaignName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A value was shown to nobody but who signed for it, for a place that people write. */
@Timeout(60)
class RevealsTest {

  private final HandWrittenPlace place = new HandWrittenPlace();

  RevealsTest() {
    place.attested(place.campaign.alice, place.campaign.bob);
  }

  private SignedStatement wish(Signer person) {
    return wish(person, HandWrittenPlace.OPERATION);
  }

  private SignedStatement wish(Signer person, String operation) {
    return HandWrittenPlace.signed(person, place.says(person, TaskAct.REVEAL, operation));
  }

  private void finds(String part) {
    assertThat(place.findings()).singleElement().asString().contains(part);
  }

  @Test
  void whoHasTheHandsTheOwnerAndAResponderMayBeShownIt() {
    place
        .revealed(wish(place.hugo), HandWrittenPlace.HANDS)
        .revealed(wish(place.campaign.bob), HandWrittenPlace.HANDS)
        .revealed(wish(place.campaign.alice), HandWrittenPlace.HANDS);
    assertThat(place.findings()).isEmpty();
  }

  @Test
  void nothingIsShownToSomebodyWithoutHands() {
    place.revealed(wish(place.campaign.otto), HandWrittenPlace.HANDS);
    finds("was shown to somebody who does not count: otto@example.com has no hands in it");
  }

  @Test
  void thatSomebodyHasOtherHandsOpensNothing() {
    place.revealed(wish(place.campaign.otto), "shipping");
    finds("was shown for write/1, which had no hands of shipping write a place");
  }

  @Test
  void nothingIsShownWithoutASignatureOfTheirs() {
    TaskStatement says = place.says(place.hugo, TaskAct.REVEAL, HandWrittenPlace.OPERATION);
    place.revealed(HandWrittenPlace.signed(place.campaign.otto, says), HandWrittenPlace.HANDS);
    finds("which is no key of hugo@example.com");
  }

  @Test
  void aSignatureOfSomethingElseIsNone() {
    SignedStatement wish = wish(place.hugo);
    SignedStatement handIn =
        HandWrittenPlace.signed(
            place.hugo, place.says(place.hugo, TaskAct.HAND_IN, HandWrittenPlace.OPERATION));
    place.revealed(new SignedStatement(wish.text(), handIn.signature()), HandWrittenPlace.HANDS);
    finds("does not fit the statement");
  }

  @Test
  void anEntryThatNamesNobodyWhoSignedIsRed() {
    place.own.add("revealed", Map.of("person", "hugo@example.com", "hands", "office-it"));
    finds("text");
  }

  @Test
  void anEntryThatNamesSomebodyElseIsRed() {
    place.revealed(wish(place.hugo), HandWrittenPlace.HANDS);
    place.own.lines.getFirst().body().put("person", "alice@example.com");
    finds("who a value was shown to is not who signed for it");
  }

  @Test
  void whatWasSignedToHandInShowsNothing() {
    place.revealed(
        HandWrittenPlace.signed(
            place.hugo, place.says(place.hugo, TaskAct.HAND_IN, HandWrittenPlace.OPERATION)),
        HandWrittenPlace.HANDS);
    finds("a value was shown for another campaign, rotation or act");
  }

  @Test
  void theSignatureForAnotherTaskOrRotationOrCampaignShowsNothing() {
    place.revealed(wish(place.hugo, "write/2"), HandWrittenPlace.HANDS);
    finds("was shown for write/2, which had no hands of office-it write a place");
    place.own.lines.clear();
    place.revokedByHand().revealed(wish(place.hugo, "revoke/1"), HandWrittenPlace.HANDS);
    finds("was shown for revoke/1, which had no hands");
    place.own.lines.clear();
    place.revealed(about(SmallCampaign.NAME, "okta-2026-11/none"), HandWrittenPlace.HANDS);
    finds("a value was shown for another campaign, rotation or act");
    place.own.lines.clear();
    place.revealed(
        about(SmallCampaign.NAME, Script.chain(SmallCampaign.KILLED)), HandWrittenPlace.HANDS);
    finds("which had no hands of office-it write a place");
    place.own.lines.clear();
    place.revealed(
        about(new CampaignName("another"), HandWrittenPlace.CHAIN), HandWrittenPlace.HANDS);
    finds("a value was shown for another campaign, rotation or act");
  }

  private SignedStatement about(CampaignName campaign, String rotation) {
    return HandWrittenPlace.signed(
        place.hugo,
        HandWrittenPlace.says(
            place.hugo, TaskAct.REVEAL, HandWrittenPlace.OPERATION, campaign, rotation));
  }

  @Test
  void eachSignatureShowsItOnce() {
    SignedStatement wish = wish(place.hugo);
    place.revealed(wish, HandWrittenPlace.HANDS).revealed(wish, HandWrittenPlace.HANDS);
    finds("a value was shown again for a signature that had served before");
  }
}
