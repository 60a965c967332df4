// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.RotationId;
import dev.rekey.words.Secret;
import java.util.Map;
import java.util.Optional;

/** Holds one leaked value. */
final class FakeEscrow implements Escrow {

  @Override
  public void seal(RotationId rotation, Role role, CredentialId credential, CredentialValue value) {
    throw new UnsupportedOperationException("nothing is sealed here");
  }

  @Override
  public Optional<CredentialValue> open(RotationId rotation, Role role, CredentialId credential) {
    return role == Role.OLD
        ? Optional.of(
            CredentialValue.taking(Map.of("secret", Secret.taking("leaked".toCharArray()))))
        : Optional.empty();
  }

  @Override
  public int delete(RotationId rotation) {
    return 0;
  }

  @Override
  public void shred(CampaignName campaign) {}
}
