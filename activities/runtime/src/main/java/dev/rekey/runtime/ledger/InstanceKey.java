// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.ledger;

import com.google.crypto.tink.Mac;
import com.google.crypto.tink.RegistryConfiguration;
import dev.rekey.evidence.Digest;
import dev.rekey.runtime.keys.KeysetFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * The key that seals chain heads, so that whoever can only write to the database cannot forge an
 * entry. A seal names its key, so that older ones still hold after a rotation.
 */
public final class InstanceKey implements Seals {

  private final KeysetFile file;

  private InstanceKey(KeysetFile file) {
    this.file = file;
  }

  /** Reads the key, or makes one if there is none yet. */
  public static InstanceKey at(Path file) {
    return new InstanceKey(KeysetFile.at(file, "HMAC_SHA256_256BITTAG"));
  }

  /** What names it to people, and to whoever holds it; gives away nothing of the key. */
  public Digest name() {
    return Digest.of(seal(Digest.ofText("rekey/instance-key/v1")));
  }

  /** Seals with a new key from now on; returns its id. */
  int rotate() {
    return file.rotate();
  }

  @Override
  public byte[] seal(Digest hash) {
    try {
      return mac().computeMac(bytes(hash));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("the instance key cannot seal", impossible);
    }
  }

  @Override
  public boolean sealed(Digest hash, byte[] seal) {
    try {
      mac().verifyMac(seal, bytes(hash));
      return true;
    } catch (GeneralSecurityException foreign) {
      return false;
    }
  }

  private Mac mac() throws GeneralSecurityException {
    return file.keyset().getPrimitive(RegistryConfiguration.get(), Mac.class);
  }

  private static byte[] bytes(Digest hash) {
    return hash.value().getBytes(StandardCharsets.US_ASCII);
  }
}
