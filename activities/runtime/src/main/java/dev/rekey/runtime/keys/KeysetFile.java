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
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Tink keyset in a file: its primary key writes, all of its keys read. */
public final class KeysetFile {

  private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);

  static {
    // Once: it takes longer than all the rest of reading a keyset.
    try {
      AeadConfig.register();
      MacConfig.register();
    } catch (GeneralSecurityException unusable) {
      throw new ExceptionInInitializerError(unusable);
    }
  }

  private final Path file;
  private final String template;
  private volatile Held held;

  /** A keyset as it was read, and when its file had been written. */
  private record Held(KeysetHandle keyset, FileTime written) {}

  private KeysetFile(Path file, String template, Held held) {
    this.file = file;
    this.template = template;
    this.held = held;
  }

  /**
   * Reads the keyset, or makes one with a first key if there is no file.
   *
   * @param template the name of a Tink key template, for example {@code AES256_GCM}
   * @throws IllegalStateException if the file is there and cannot be read
   */
  public static KeysetFile at(Path file, String template) {
    try {
      if (Files.notExists(file)) {
        // Another process may make one at this moment: both then use the one that is there.
        KeyFiles.writeNew(file, bytes(KeysetHandle.generateNew(KeyTemplates.get(template))));
      }
      return new KeysetFile(file, template, read(file));
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new IllegalStateException(
          "key file %s: %s (expected: a readable Tink keyset of mode 0600)"
              .formatted(file, unreadable.getMessage()));
    }
  }

  /** The keys as they are now: another process may have rotated them. */
  public KeysetHandle keyset() {
    try {
      if (!Files.getLastModifiedTime(file).equals(held.written())) {
        held = read(file);
      }
    } catch (IOException | GeneralSecurityException away) {
      // Those that were read go on working; who starts anew is told.
      LOG.warn("key file {} cannot be read again: {}", file, away.toString());
    }
    return held.keyset();
  }

  private static Held read(Path file) throws IOException, GeneralSecurityException {
    FileTime written = Files.getLastModifiedTime(file);
    return new Held(
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), InsecureSecretKeyAccess.get()),
        written);
  }

  /**
   * Makes a new primary key; the ones before stay for reading.
   *
   * @return the new key's id
   */
  public synchronized int rotate() {
    try {
      KeysetHandle.Builder more = KeysetHandle.newBuilder(keyset());
      KeysetHandle.Builder.Entry fresh =
          KeysetHandle.generateEntryFromParameters(KeyTemplates.get(template).toParameters())
              .withRandomId()
              .makePrimary();
      KeysetHandle rotated = more.addEntry(fresh).build();
      KeyFiles.write(file, bytes(rotated));
      held = read(file);
      return rotated.getPrimary().getId();
    } catch (IOException | GeneralSecurityException refused) {
      throw new IllegalStateException(
          "key file %s cannot be rotated: %s (expected: a folder of Rekey's that it may write to)"
              .formatted(file, refused.getMessage()));
    }
  }

  private static byte[] bytes(KeysetHandle keyset) throws GeneralSecurityException {
    return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get())
        .getBytes(StandardCharsets.UTF_8);
  }
}
