// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.temporal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.RegistryConfiguration;
import dev.rekey.runtime.keys.KeysetFile;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The payload keys: the newest one seals, older ones stay for reading. */
public final class CodecKey implements Aead {

  private final KeysetFile file;

  private CodecKey(KeysetFile file) {
    this.file = file;
  }

  /** Reads the keys, or makes a first one if there is none yet. */
  public static CodecKey at(Path file) {
    return new CodecKey(KeysetFile.at(file, "AES256_GCM"));
  }

  /** Seals with a new key from now on; returns its id. */
  public int rotate() {
    return file.rotate();
  }

  @Override
  public byte[] encrypt(byte[] plain, byte[] bound) throws GeneralSecurityException {
    return aead().encrypt(plain, bound);
  }

  @Override
  public byte[] decrypt(byte[] sealed, byte[] bound) throws GeneralSecurityException {
    return aead().decrypt(sealed, bound);
  }

  private Aead aead() throws GeneralSecurityException {
    return file.keyset().getPrimitive(RegistryConfiguration.get(), Aead.class);
  }
}
