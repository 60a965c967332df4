// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import dev.rekey.runtime.keys.KeysetFile;
import dev.rekey.words.CampaignName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/**
 * One key per campaign to seal with, and one for fingerprints, each in a file of mode 0600 outside
 * PostgreSQL and its backups.
 */
public final class EscrowKeys {

  private final Path folder;

  public EscrowKeys(Path folder) {
    this.folder = folder;
  }

  /** The campaign's key; made if there is none yet. */
  synchronized Aead forSealing(CampaignName campaign) {
    try {
      return KeysetFile.at(file(campaign), "AES256_GCM")
          .keyset()
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (GeneralSecurityException foreign) {
      throw new IllegalStateException(
          "escrow key %s: %s (expected: a key of AES-GCM)"
              .formatted(file(campaign), foreign.getMessage()));
    }
  }

  /** The campaign's key, if there is one. */
  synchronized Optional<Aead> forOpening(CampaignName campaign) {
    return Files.exists(file(campaign)) ? Optional.of(forSealing(campaign)) : Optional.empty();
  }

  /** A keyed digest: without the key nobody can try out what was digested. */
  synchronized byte[] fingerprint(CampaignName campaign, byte[] value) {
    try {
      return KeysetFile.at(marks(campaign), "HMAC_SHA256_256BITTAG")
          .keyset()
          .getPrimitive(RegistryConfiguration.get(), Mac.class)
          .computeMac(value);
    } catch (GeneralSecurityException foreign) {
      throw new IllegalStateException(
          "fingerprint key %s: %s (expected: a key of HMAC-SHA-256)"
              .formatted(marks(campaign), foreign.getMessage()));
    }
  }

  synchronized void destroy(CampaignName campaign) {
    try {
      Files.deleteIfExists(file(campaign));
      Files.deleteIfExists(marks(campaign));
    } catch (IOException refused) {
      throw new IllegalStateException(
          "escrow key %s cannot be deleted: %s".formatted(file(campaign), refused.getMessage()));
    }
  }

  private Path marks(CampaignName campaign) {
    return folder.resolve(campaign + ".mac");
  }

  private Path file(CampaignName campaign) {
    return folder.resolve(campaign + ".key");
  }
}
