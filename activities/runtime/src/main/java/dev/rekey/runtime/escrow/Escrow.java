// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.RotationId;
import java.util.Optional;

/** Keeps credentials' values sealed between the steps that need them. */
public interface Escrow {

  /** Whose value it is. */
  enum Role {
    /** The leaked one: for the probe that proves it dead, and to know it where it is found. */
    OLD,
    /** The one that was issued in its place. */
    NEW
  }

  /** Seals a value; a value sealed before under the same name is replaced. */
  void seal(RotationId rotation, Role role, CredentialId credential, CredentialValue value);

  /**
   * Opens a sealed value; the caller closes it. Empty if there is none, or if the campaign's key is
   * gone.
   *
   * @throws IllegalStateException if what is stored does not belong there
   */
  Optional<CredentialValue> open(RotationId rotation, Role role, CredentialId credential);

  /** Deletes all values of a rotation and returns how many there were. */
  int delete(RotationId rotation);

  /** Destroys the campaign's key: whatever was sealed with it is gone for good. */
  void shred(CampaignName campaign);
}
