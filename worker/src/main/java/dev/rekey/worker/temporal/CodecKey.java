// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import dev.rekey.runtime.ledger.KeyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The payload keys: a Tink keyset in a file of mode 0600; old keys stay in it for reading. */
public final class CodecKey {

  private CodecKey() {}

  /** Reads the keyset, or makes one if there is none yet. */
  public static Aead at(Path file) {
    try {
      AeadConfig.register();
      if (Files.notExists(file)) {
        KeysetHandle fresh = KeysetHandle.generateNew(KeyTemplates.get("AES256_GCM"));
        KeyFiles.write(
            file,
            TinkJsonProtoKeysetFormat.serializeKeyset(fresh, InsecureSecretKeyAccess.get())
                .getBytes(StandardCharsets.UTF_8));
      }
      return TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get())
          .getPrimitive(RegistryConfiguration.get(), Aead.class);
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "payload key %s: %s (expected: a readable Tink keyset)"
              .formatted(file, unreadable.getMessage()));
    }
  }
}
