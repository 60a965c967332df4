// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

/** A way for a connector to be wrong, and a test of the contract that must find it. */
enum Flaw {
  WRITES_OVER_ANY_VERSION("aWriteOverAnotherVersionIsAConflictAndChangesNothing"),
  LOOKS_BEFORE_IT_WRITES_AND_NO_MORE("aChangeInTheLastMomentIsAConflictAndIsKept"),
  LETS_TWO_WRITERS_WIN("ofManyWritersOverOneVersionOneWins"),
  FORGETS_NEIGHBOURS("aWriteChangesTheValueAndNothingBeside"),
  STRIPS_WHAT_IT_WRITES("textsComeBackAsTheyWentIn"),
  MAKES_PLACES("aWriteNeverMakesAPlace"),
  REPEATS_WHAT_IS_UNKNOWN("aWriteWhoseAnswerIsLostIsUnknownAndSentOnce"),
  SAYS_THAT_NOTHING_HAPPENED("aWriteThatWasCarriedOutBeforeTheServerErrorIsUnknownAndSentOnce"),
  NEVER_MOVES_THE_VERSION("theVersionMovesWithAChangeOfAnythingAtTheLocationAndOnlyThen"),
  TELLS_THE_VALUE("aWriteOverAnotherVersionIsAConflictAndChangesNothing"),
  ONLY_SAYS_THAT_IT_DESTROYED("versionsThatHoldTheLeakedValueCannotBeReadAnyMore"),
  DESTROYS_ALL_BUT_THE_NEWEST("versionsThatHoldSomethingElseStay"),
  DESTROYS_THE_NEWEST("theNewestVersionIsNeverTouchedEvenIfItHoldsTheLeakedValue"),
  CALLS_A_SEALED_SYSTEM_BROKEN("aSystemThatCannotServeIsThrottledAndSaysSoUntilItCan");

  private final String foundBy;

  Flaw(String foundBy) {
    this.foundBy = foundBy;
  }

  String foundBy() {
    return foundBy;
  }
}
