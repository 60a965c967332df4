// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

/** A way for a connector to be wrong, and a test of the contract that must find it. */
enum Flaw {
  REPEATS_WHAT_IS_UNKNOWN("aWriteWhoseAnswerIsLostIsUnknownAndSentOnce"),
  SAYS_THAT_NOTHING_HAPPENED("aWriteThatWasCarriedOutBeforeTheServerErrorIsUnknownAndSentOnce"),
  DOES_NOT_SEE_THAT_NOTHING_WAS_SENT("aSystemThatCannotBeReachedIsThrottledBecauseNothingWasSent"),
  TAKES_ANY_403_FOR_A_REFUSAL("whatGoesWrongOnTheWayIsUndecidedForTheLivingAndTheDead"),
  TAKES_ANYBODY_FOR_OURS("anAnswerForAnotherIdentityIsNotOurs"),
  BELIEVES_ITS_OWN_REVOKE("aRevokedOneIsRefusedWhenTheLagIsOverAndStaysRefused"),
  INVENTS_THE_NONSENSE_ANSWER("nonsenseIsNewEachTime"),
  REFUSES_NONSENSE_OTHERWISE("nonsenseIsRefusedLikeTheDeadAndUnlikeTheLiving"),
  TELLS_THE_VALUE("whatGoesWrongOnTheWayIsUndecidedForTheLivingAndTheDead"),
  LISTS_ALL_BUT_ONE("everySlotIsListedAndOneMoreIsRejectedWithoutAChange"),
  CALLS_FULL_SLOTS_INVALID("everySlotIsListedAndOneMoreIsRejectedWithoutAChange"),
  REVOKES_ALL("onlyTheNamedOneDies"),
  CALLS_GONE_WHAT_IS_ELSEWHERE("theIdOfAnotherIdentityIsNeitherRevokedNorCalledGone"),
  CALLS_GONE_WHAT_NOBODY_KNOWS("anIdOfAnUnknownIdentityIsNotFound"),
  DOES_NOT_SEE_WHAT_WAS_DONE("disablingIsReversibleAndRepeatable"),
  IGNORES_THE_BUDGET("anEmptyBudgetMeansNoCall"),
  KEEPS_ITS_OWN_CREDENTIAL("theOwnCredentialIsAskedForAnewForEachUse"),
  THROWS_WHAT_IT_LACKS("anOwnCredentialThatIsMissingIsForbiddenAndNotThrown");

  private final String foundBy;

  Flaw(String foundBy) {
    this.foundBy = foundBy;
  }

  String foundBy() {
    return foundBy;
  }
}
