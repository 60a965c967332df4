// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.keys;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyTemplates;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A Tink keyset in a file: its primary key writes, all of its keys read. */
public final class KeysetFile {

  private final Path file;
  private final String template;
  private volatile KeysetHandle keyset;

  private KeysetFile(Path file, String template, KeysetHandle keyset) {
    this.file = file;
    this.template = template;
    this.keyset = keyset;
  }

  /**
   * Reads the keyset, or makes one with a first key if there is no file.
   *
   * @param template the name of a Tink key template, for example {@code AES256_GCM}
   * @throws IllegalStateException if the file is there and cannot be read
   */
  public static KeysetFile at(Path file, String template) {
    try {
      AeadConfig.register();
      MacConfig.register();
      if (Files.notExists(file)) {
        write(file, KeysetHandle.generateNew(KeyTemplates.get(template)));
      }
      return new KeysetFile(
          file,
          template,
          TinkJsonProtoKeysetFormat.parseKeyset(
              Files.readString(file), InsecureSecretKeyAccess.get()));
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "key file %s: %s (expected: a readable Tink keyset of mode 0600)"
              .formatted(file, unreadable.getMessage()));
    }
  }

  public KeysetHandle keyset() {
    return keyset;
  }

  /**
   * Makes a new primary key; the ones before stay for reading.
   *
   * @return the new key's id
   */
  public synchronized int rotate() {
    try {
      KeysetHandle.Builder more = KeysetHandle.newBuilder(keyset);
      KeysetHandle.Builder.Entry fresh =
          KeysetHandle.generateEntryFromParameters(KeyTemplates.get(template).toParameters())
              .withRandomId()
              .makePrimary();
      KeysetHandle rotated = more.addEntry(fresh).build();
      write(file, rotated);
      keyset = rotated;
      return rotated.getPrimary().getId();
    } catch (IOException | GeneralSecurityException refused) {
      throw new IllegalStateException(
          "key file %s cannot be rotated: %s (expected: a folder of Rekey's that it may write to)"
              .formatted(file, refused.getMessage()));
    }
  }

  private static void write(Path file, KeysetHandle keyset)
      throws IOException, GeneralSecurityException {
    KeyFiles.write(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get())
            .getBytes(StandardCharsets.UTF_8));
  }
}
