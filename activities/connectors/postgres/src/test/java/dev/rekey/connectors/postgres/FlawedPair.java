// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.util.List;

/** A right issuer for pairs with one flaw. */
record FlawedPair(Issuer right, Flaw flaw) implements Issuer {

  /** A way to be wrong, and a test of the contract that finds it. */
  enum Flaw {
    KILLS_THE_OLD_ONE("anInstalledValueLivesBesideTheOldOne"),
    MAKES_ROOM_BY_ITSELF("aSlotThatIsTakenIsRefusedAndWhatStandsThereLivesOn"),
    TAKES_A_REPEAT_FOR_FULL("theSameValueAgainInItsSlotIsDoneAndChangesNothing"),
    TAKES_A_LOST_INSTALL_FOR_FULL("anInstallBesideWhoseAnswerWasLostHappenedOnceAndCanBeRepeated"),
    SAYS_DONE_BEFORE_IT_ARRIVED("anInstallBesideThatNeverArrivedLeavesTheSlotFree");

    private final String foundBy;

    Flaw(String foundBy) {
      this.foundBy = foundBy;
    }

    String foundBy() {
      return foundBy;
    }
  }

  @Override
  public KindCapabilities capabilities() {
    return right.capabilities();
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return right.list(identity);
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return right.issue(identity, label);
  }

  @Override
  public CredentialValue choose(IdentityName identity, CredentialId replaced) {
    return right.choose(identity, replaced);
  }

  @Override
  public Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    boolean refusesRepeats =
        flaw == Flaw.TAKES_A_REPEAT_FOR_FULL || flaw == Flaw.TAKES_A_LOST_INSTALL_FOR_FULL;
    if (refusesRepeats && listed(identity).credentials().size() > 1) {
      return new Rejected<>(Rejection.SLOTS_FULL, "full");
    }
    if (flaw == Flaw.MAKES_ROOM_BY_ITSELF) {
      listed(identity).credentials().stream()
          .map(ListedCredential::id)
          .filter(id -> !id.equals(replaced))
          .forEach(id -> right.revoke(identity, id));
    }
    Outcome<CredentialId> outcome = right.install(identity, value, replaced, label);
    if (flaw == Flaw.KILLS_THE_OLD_ONE) {
      right.revoke(identity, replaced);
    }
    return flaw == Flaw.SAYS_DONE_BEFORE_IT_ARRIVED && !(outcome instanceof Rejected)
        ? new Done<>(replaced)
        : outcome;
  }

  private Listed listed(IdentityName identity) {
    return right.list(identity) instanceof Done<Listed>(Listed listed)
        ? listed
        : new Listed(List.of(), false);
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return right.revoke(identity, id);
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return right.probe(value);
  }

  @Override
  public Verdict probeNonsense() {
    return right.probeNonsense();
  }

  @Override
  public boolean speaksFor(IdentityName identity, IdentityName named) {
    return right.speaksFor(identity, named);
  }
}
