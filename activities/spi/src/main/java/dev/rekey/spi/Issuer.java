// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Issues, lists, tries and kills one kind of credential in one system. */
public interface Issuer {

  KindCapabilities capabilities();

  /**
   * How long after it was begun a call can still be carried out, though nobody waits for its answer
   * any more: at least as long as this issuer waits. What a call was to make and is not listed then
   * is taken as never made.
   */
  default Duration deadline() {
    return Duration.ofSeconds(30);
  }

  /**
   * Lists the credentials of an identity. {@code Rejected(NOT_FOUND)} if the system does not know
   * the identity.
   */
  Outcome<Listed> list(IdentityName identity);

  /**
   * When a credential was last used; empty if never, or if it is not listed. Only for kinds that
   * tell, in the grain of {@link KindCapabilities#lastUsed()}. Not part of the list: systems count
   * it as a call for each.
   */
  default Outcome<Optional<Instant>> lastUsed(IdentityName identity, CredentialId id) {
    throw new UnsupportedOperationException(
        "%s: the system does not tell use".formatted(capabilities().kind()));
  }

  /**
   * Issues one more credential. Never repeats the call by itself: after a time-out the answer is
   * {@code Unknown}. {@code Rejected(SLOTS_FULL)} if the identity has no free slot.
   *
   * @param label {@code rekey/<campaign>/<rotation>/<attempt>}; used where the kind is labelled
   */
  Outcome<Issued> issue(IdentityName identity, String label);

  /**
   * Chooses a well-formed new value and makes no call; only for kinds whose {@link
   * KindCapabilities.Issue} is {@code OWN_VALUE}. The caller owns and closes it.
   */
  default CredentialValue choose(IdentityName identity) {
    throw new UnsupportedOperationException(
        "%s: the system chooses values (expected: issue())".formatted(capabilities().kind()));
  }

  /**
   * The same, for kinds whose value says which of an identity's slots it is for: one that {@code
   * replaced} does not take. Makes no call either.
   */
  default CredentialValue choose(IdentityName identity, CredentialId replaced) {
    return choose(identity);
  }

  /**
   * Makes a chosen value the identity's credential; only for kinds whose value Rekey chooses. A
   * repeat with the same value is harmless and {@code Done}. Where the kind has no overlap this
   * kills {@code replaced}: {@code Rejected(CONFLICT)}, and nothing changed, if what stands there
   * is neither {@code replaced} nor this very value. Where both can live side by side, {@code
   * Rejected(SLOTS_FULL)}, and nothing changed, if another one stands where this one would.
   *
   * @param replaced the recorded credential that this one takes the place of
   * @param label {@code rekey/<campaign>/<rotation>/<attempt>}; used where the kind is labelled
   * @return the id of what now stands there; for a kind that has no ids of its own, one that is
   *     derived from the value's verifier and tells two values apart without revealing either
   */
  default Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    throw new UnsupportedOperationException(
        "%s: the system chooses values (expected: issue())".formatted(capabilities().kind()));
  }

  /**
   * Switches a credential off; done already is {@code Done}. {@code Rejected(NOT_FOUND)} if gone,
   * {@code Rejected(INVALID)} if the kind has no such switch, as here.
   */
  default Outcome<Changed> disable(IdentityName identity, CredentialId id) {
    return withoutSwitch();
  }

  /**
   * Switches a credential on again; done already is {@code Done}. {@code Rejected(INVALID)} if the
   * kind has no such switch, as here.
   */
  default Outcome<Changed> enable(IdentityName identity, CredentialId id) {
    return withoutSwitch();
  }

  private Outcome<Changed> withoutSwitch() {
    return new Outcome.Rejected<>(
        Rejection.INVALID,
        "%s: cannot be switched off and on (expected: revoked)".formatted(capabilities().kind()));
  }

  /** Kills exactly this credential; gone already is {@code Done(ALREADY)}. */
  Outcome<Changed> revoke(IdentityName identity, CredentialId id);

  /**
   * Tries a value with a bare request: no cookies, no redirects, no connection kept, no retry.
   * Alive only with the identity that the system itself named.
   */
  Verdict probe(CredentialValue value);

  /**
   * Whether a credential that the system calls {@code named} speaks for {@code identity}; not the
   * same name only where an identity is several accounts that are used in turn.
   */
  default boolean speaksFor(IdentityName identity, IdentityName named) {
    return named.equals(identity);
  }

  /** The nonsense control: the same request with a well-formed value that never existed. */
  Verdict probeNonsense();

  /**
   * The nonsense control at this identity's own door: the same as {@link #probeNonsense()} but for
   * systems that let some identities in by other rules than others.
   */
  default Verdict probeNonsense(IdentityName identity) {
    return probeNonsense();
  }
}
