// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Outcome.Unknown;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import dev.rekey.words.Verdict.Undecided;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A right issuer with one flaw. */
final class FlawedIssuer implements Issuer {

  private static final String DEAD = "403 permission denied";

  private final Issuer right;
  private final IssuerFlaw flaw;
  private volatile IdentityName last = new IdentityName("nobody");

  FlawedIssuer(Issuer right, IssuerFlaw flaw) {
    this.right = right;
    this.flaw = flaw;
  }

  @Override
  public KindCapabilities capabilities() {
    return right.capabilities();
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return right.list(identity).map(this::bent);
  }

  private Listed bent(Listed listed) {
    List<ListedCredential> all = listed.credentials();
    return switch (flaw) {
      case LISTS_ALL_BUT_ONE ->
          new Listed(all.subList(Math.min(1, all.size()), all.size()), listed.complete());
      case FORGETS_THE_LABEL ->
          new Listed(
              all.stream()
                  .map(one -> new ListedCredential(one.id(), one.created(), one.enabled(), null))
                  .toList(),
              listed.complete());
      default -> listed;
    };
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    last = identity;
    Supplier<Outcome<Issued>> call = () -> right.issue(identity, label);
    Outcome<Issued> outcome = call.get();
    if (outcome instanceof Unknown<Issued>(String message)) {
      return switch (flaw) {
        case REPEATS_WHAT_IS_UNKNOWN -> call.get();
        case SAYS_THAT_NOTHING_HAPPENED -> new Throttled<>(Duration.ofSeconds(1), message);
        default -> outcome;
      };
    }
    return outcome;
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
    if (flaw == IssuerFlaw.REVOKES_ALL
        && right.list(identity) instanceof Done<Listed>(Listed listed)) {
      listed.credentials().forEach(each -> right.revoke(identity, each.id()));
      return new Done<>(Changed.NOW);
    }
    Outcome<Changed> outcome = right.revoke(identity, id);
    return outcome instanceof Rejected<Changed>(Rejection why, String message)
            && ((flaw == IssuerFlaw.CALLS_GONE_WHAT_IS_ELSEWHERE && why == Rejection.CONFLICT)
                || (flaw == IssuerFlaw.CALLS_GONE_WHAT_NOBODY_KNOWS && why == Rejection.NOT_FOUND))
        ? new Done<>(Changed.ALREADY)
        : outcome;
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return switch (right.probe(value)) {
      case Alive alive when flaw == IssuerFlaw.TAKES_ANYBODY_FOR_OURS -> new Alive(last);
      case Undecided(String why, Duration after)
          when flaw == IssuerFlaw.TAKES_ANY_403_FOR_A_REFUSAL && why.contains("403") ->
          new Refused(DEAD);
      case Undecided(String why, Duration after) when flaw == IssuerFlaw.TELLS_THE_VALUE ->
          new Undecided(
              why
                  + value
                      .part(capabilities().parts().getLast())
                      .open(bytes -> new String(bytes, UTF_8)),
              after);
      case Verdict other -> other;
    };
  }

  @Override
  public Verdict probeNonsense() {
    return flaw == IssuerFlaw.REFUSES_NONSENSE_OTHERWISE
        ? new Refused("404 no such token")
        : right.probeNonsense();
  }
}
