// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.systems;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Lane;
import dev.rekey.words.Outcome;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A lane's issuer, asked about the lane's identity alone. Each call is the {@link Issuer}'s of the
 * same name, with what it says there.
 */
public final class LaneIssuer {

  private final Issuer issuer;
  private final IdentityName identity;

  public LaneIssuer(SystemClient client, Lane lane) {
    this.issuer = client.issuer(lane.kind());
    this.identity = lane.identity();
  }

  /** What the lane's kind of credential can do. */
  public KindCapabilities can() {
    return issuer.capabilities();
  }

  /** Whether the system tells when a credential was last used. */
  public boolean tellsUse() {
    return can().lastUsed() != LastUsed.NONE;
  }

  public Duration deadline() {
    return issuer.deadline();
  }

  public Outcome<Listed> list() {
    return issuer.list(identity);
  }

  /** Never, where the system does not tell. */
  public Outcome<Optional<Instant>> lastUsed(CredentialId id) {
    return tellsUse() ? issuer.lastUsed(identity, id) : new Outcome.Done<>(Optional.empty());
  }

  public Outcome<Issued> issue(String label) {
    return issuer.issue(identity, label);
  }

  public CredentialValue choose(CredentialId replaced) {
    return issuer.choose(identity, replaced);
  }

  public Outcome<CredentialId> install(CredentialValue value, CredentialId replaced, String label) {
    return issuer.install(identity, value, replaced, label);
  }

  public Outcome<Changed> disable(CredentialId id) {
    return issuer.disable(identity, id);
  }

  public Outcome<Changed> enable(CredentialId id) {
    return issuer.enable(identity, id);
  }

  public Outcome<Changed> revoke(CredentialId id) {
    return issuer.revoke(identity, id);
  }

  public Verdict probe(CredentialValue value) {
    return issuer.probe(value);
  }

  public Verdict probeNonsense() {
    return issuer.probeNonsense(identity);
  }

  /** Whether a credential that the system calls {@code named} speaks for the lane's identity. */
  public boolean isSpokenForBy(IdentityName named) {
    return issuer.speaksFor(identity, named);
  }
}
