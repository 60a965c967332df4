// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

import dev.rekey.runtime.escrow.Escrow;
import dev.rekey.runtime.gate.Effect;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.RotationId;
import java.util.Optional;

/** The real escrow, with a death before a new value is sealed, and after it. */
record HaltingEscrow(Escrow real, CrashScript script) implements Escrow {

  @Override
  public void seal(RotationId rotation, Role role, CredentialId credential, CredentialValue value) {
    reach(rotation, role, Moment.UNSEALED);
    real.seal(rotation, role, credential, value);
    reach(rotation, role, Moment.SEALED);
  }

  private void reach(RotationId rotation, Role role, Moment moment) {
    if (role == Role.NEW) {
      script.reach(rotation.lane().identity().value(), Effect.Type.ISSUE, -1, moment);
    }
  }

  @Override
  public Optional<CredentialValue> open(RotationId rotation, Role role, CredentialId credential) {
    return real.open(rotation, role, credential);
  }

  @Override
  public int delete(RotationId rotation) {
    return real.delete(rotation);
  }

  @Override
  public void shred(CampaignName campaign) {
    real.shred(campaign);
  }
}
