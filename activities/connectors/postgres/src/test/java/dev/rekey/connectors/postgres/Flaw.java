// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

/** A way for a connector of own values to be wrong, and a test of the contract that finds it. */
enum Flaw {
  INSTALLS_OVER_WHATEVER_STANDS("anotherThanTheReplacedOneIsAConflictAndLivesOn"),
  TAKES_A_REPEAT_FOR_A_CONFLICT("theSameValueAgainIsDoneAndChangesNothing"),
  TAKES_A_LOST_INSTALL_FOR_A_CONFLICT("anInstallWhoseAnswerWasLostHappenedOnceAndCanBeRepeated"),
  INSTALLS_NOTHING("anInstalledValueLivesUnderItsIdAndTheReplacedOneIsDead"),
  NAMES_THE_REPLACED_ONE("anInstalledValueLivesUnderItsIdAndTheReplacedOneIsDead"),
  NAMES_IT_BY_ITS_VALUE("anInstalledValueLivesUnderItsIdAndTheReplacedOneIsDead"),
  SAYS_DONE_BEFORE_IT_ARRIVED("anInstallThatNeverArrivedLeavesTheReplacedOneAlive"),
  CALLS_AN_UNKNOWN_ROLE_A_CONFLICT("nothingIsInstalledForAnIdentityThatTheSystemDoesNotKnow"),
  CHOOSES_THE_SAME_AGAIN("aChosenValueIsWholeAndNewEachTimeAndCostsNoCall"),
  CHOOSES_HALF("aChosenValueIsWholeAndNewEachTimeAndCostsNoCall"),
  REVOKES_WHAT_STANDS("revokingTheReplacedOneIsDoneAlreadyAndSparesTheNewOne"),
  REPEATS_WHAT_IS_UNKNOWN("aWriteThatIsCutOffOnItsWayIsUnknownAndSentOnce"),
  INVENTS_NONSENSE_AT_A_DOOR("nonsenseAtAnIdentitysOwnDoorIsRefusedLikeAnyOther");

  private final String foundBy;

  Flaw(String foundBy) {
    this.foundBy = foundBy;
  }

  String foundBy() {
    return foundBy;
  }
}
