// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import java.util.Set;
import java.util.TreeSet;

/** The same server with pairs of roles. */
class DualBench extends PostgresBench {

  @Override
  public Kind kind() {
    return PostgresConnector.DUAL_PASSWORD;
  }

  @Override
  public IdentityName identity() {
    return new IdentityName(super.identity() + "+" + super.identity());
  }

  @Override
  public Set<String> accounts(IdentityName identity) {
    return Set.of(identity.value().split("\\+", 2));
  }

  @Override
  public IdentityName unknownIdentity() {
    return new IdentityName(super.unknownIdentity() + "+" + super.unknownIdentity());
  }

  @Override
  public Set<CredentialId> existing(IdentityName identity) {
    Set<CredentialId> existing = new TreeSet<>();
    for (String role : accounts(identity)) {
      super.existing(new IdentityName(role))
          .forEach(id -> existing.add(new CredentialId(role + "-" + id)));
    }
    return existing;
  }

  /** For the first of both; its id is asked for above, where ids say their role. */
  @Override
  public Issued issuedByHand(IdentityName identity) {
    return super.issuedByHand(new IdentityName(identity.value().split("\\+", 2)[0]));
  }
}
