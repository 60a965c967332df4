// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

/** A way for an issuer to be wrong, and a test of the contract that must find it. */
enum IssuerFlaw {
  REPEATS_WHAT_IS_UNKNOWN("aWriteWhoseAnswerIsLostIsUnknownAndSentOnce"),
  SAYS_THAT_NOTHING_HAPPENED("aWriteThatWasCarriedOutBeforeTheServerErrorIsUnknownAndSentOnce"),
  LISTS_ALL_BUT_ONE("everySlotIsListedAndOneMoreIsRejectedWithoutAChange"),
  FORGETS_THE_LABEL("anIssuedOneIsListedWithTheTimeItWasMadeAndSwitchedOn"),
  REVOKES_ALL("onlyTheNamedOneDies"),
  CALLS_GONE_WHAT_IS_ELSEWHERE("theIdOfAnotherIdentityIsNeitherRevokedNorCalledGone"),
  CALLS_GONE_WHAT_NOBODY_KNOWS("anIdOfAnUnknownIdentityIsNotFound"),
  TAKES_ANY_403_FOR_A_REFUSAL("whatGoesWrongOnTheWayIsUndecidedForTheLivingAndTheDead"),
  TAKES_ANYBODY_FOR_OURS("anAnswerForAnotherIdentityIsNotOurs"),
  REFUSES_NONSENSE_OTHERWISE("nonsenseIsRefusedLikeTheDeadAndUnlikeTheLiving"),
  TELLS_THE_VALUE("whatGoesWrongOnTheWayIsUndecidedForTheLivingAndTheDead");

  private final String foundBy;

  IssuerFlaw(String foundBy) {
    this.foundBy = foundBy;
  }

  String foundBy() {
    return foundBy;
  }
}
