// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.manual;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.List;

/** Knows nothing and changes nothing, and says so. */
record ManualIssuer(KindCapabilities capabilities) implements Issuer {

  private static final String BY_HAND = "there is no call for it: people do it by hand";

  /** An empty list that does not claim to be whole. */
  @Override
  public Outcome<Listed> list(IdentityName identity) {
    return new Outcome.Done<>(new Listed(List.of(), /* complete= */ false));
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    return no();
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    return no();
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return new Verdict.Undecided(BY_HAND, Duration.ofDays(1));
  }

  @Override
  public Verdict probeNonsense() {
    return new Verdict.Undecided(BY_HAND, Duration.ofDays(1));
  }

  private static <T> Outcome<T> no() {
    return new Outcome.Rejected<>(Rejection.INVALID, BY_HAND);
  }
}
