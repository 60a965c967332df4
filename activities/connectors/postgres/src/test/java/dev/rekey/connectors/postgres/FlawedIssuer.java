// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A right issuer with one flaw. */
final class FlawedIssuer implements Issuer {

  private final Issuer right;
  private final Flaw flaw;

  FlawedIssuer(Issuer right, Flaw flaw) {
    this.right = right;
    this.flaw = flaw;
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
  public CredentialValue choose(IdentityName identity) {
    return switch (flaw) {
      case CHOOSES_THE_SAME_AGAIN -> PostgresBench.value(identity.value(), "always-the-same");
      case CHOOSES_HALF ->
          CredentialValue.taking(Map.of("password", Secret.taking("half".toCharArray())));
      default -> right.choose(identity);
    };
  }

  @Override
  public Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    if (flaw == Flaw.INSTALLS_NOTHING) {
      return new Done<>(new CredentialId(replaced + "-new"));
    }
    boolean refusesRepeats =
        flaw == Flaw.TAKES_A_REPEAT_FOR_A_CONFLICT
            || flaw == Flaw.TAKES_A_LOST_INSTALL_FOR_A_CONFLICT;
    if (refusesRepeats
        && right.list(identity) instanceof Done<Listed>(Listed listed)
        && listed.find(replaced).isEmpty()) {
      return new Rejected<>(Rejection.CONFLICT, "it is not there");
    }
    Outcome<CredentialId> outcome = right.install(identity, value, replaced, label);
    return switch (outcome) {
      case Done<CredentialId> done when flaw == Flaw.NAMES_THE_REPLACED_ONE -> new Done<>(replaced);
      case Done<CredentialId> done when flaw == Flaw.NAMES_IT_BY_ITS_VALUE ->
          new Done<>(
              value
                  .part("password")
                  .open(bytes -> new CredentialId(new String(bytes, StandardCharsets.UTF_8))));
      case Unknown<CredentialId> unknown when flaw == Flaw.SAYS_DONE_BEFORE_IT_ARRIVED ->
          new Done<>(replaced);
      case Unknown<CredentialId> unknown when flaw == Flaw.REPEATS_WHAT_IS_UNKNOWN ->
          right.install(identity, value, replaced, label);
      case Rejected<CredentialId>(Rejection why, String message)
          when flaw == Flaw.CALLS_AN_UNKNOWN_ROLE_A_CONFLICT && why == Rejection.NOT_FOUND ->
          new Rejected<>(Rejection.CONFLICT, message);
      case Rejected<CredentialId>(Rejection why, String message)
          when flaw == Flaw.INSTALLS_OVER_WHATEVER_STANDS && why == Rejection.CONFLICT ->
          right.install(identity, value, standing(identity), label);
      default -> outcome;
    };
  }

  private CredentialId standing(IdentityName identity) {
    return right.list(identity) instanceof Done<Listed>(Listed listed)
        ? listed.credentials().getFirst().id()
        : new CredentialId("none");
  }

  @Override
  public Outcome<Changed> disable(IdentityName identity, CredentialId id) {
    return right.disable(identity, id);
  }

  @Override
  public Outcome<Changed> enable(IdentityName identity, CredentialId id) {
    return right.enable(identity, id);
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return flaw == Flaw.REVOKES_WHAT_STANDS
        ? right.revoke(identity, standing(identity)).map(changed -> Changed.ALREADY)
        : right.revoke(identity, id);
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
  public Verdict probeNonsense(IdentityName identity) {
    return flaw == Flaw.INVENTS_NONSENSE_AT_A_DOOR
        ? new Verdict.Refused("28P01")
        : right.probeNonsense(identity);
  }
}
