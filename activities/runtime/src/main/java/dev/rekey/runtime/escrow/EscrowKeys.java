// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.escrow;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.rekey.runtime.ledger.KeyFiles;
import dev.rekey.words.CampaignName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** One key per campaign, each in a file of mode 0600 outside PostgreSQL and its backups. */
public final class EscrowKeys {

  private final Path folder;

  public EscrowKeys(Path folder) {
    this.folder = folder;
    try {
      AeadConfig.register();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Tink cannot register its AEAD keys", impossible);
    }
  }

  /** The campaign's key; made if there is none yet. */
  synchronized Aead forSealing(CampaignName campaign) {
    try {
      if (Files.notExists(file(campaign))) {
        KeysetHandle fresh = KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"));
        String text =
            TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get());
        KeyFiles.write(file(campaign), text.getBytes(StandardCharsets.UTF_8));
      }
      return read(campaign);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "escrow key %s: %s (expected: a readable Tink keyset)"
              .formatted(file(campaign), unreadable.getMessage()));
    }
  }

  /** The campaign's key, if there is one. */
  synchronized Optional<Aead> forOpening(CampaignName campaign) {
    return Files.exists(file(campaign)) ? Optional.of(forSealing(campaign)) : Optional.empty();
  }

  synchronized void destroy(CampaignName campaign) {
    try {
      Files.deleteIfExists(file(campaign));
    } catch (IOException refused) {
      throw new IllegalStateException(
          "escrow key %s cannot be deleted: %s".formatted(file(campaign), refused.getMessage()));
    }
  }

  private Aead read(CampaignName campaign) throws IOException, GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file(campaign)), InsecureSecretKeyAccess.get())
        .getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  private Path file(CampaignName campaign) {
    return folder.resolve(campaign + ".key");
  }
}
