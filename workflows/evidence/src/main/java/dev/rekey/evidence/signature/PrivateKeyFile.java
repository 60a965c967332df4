// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.words.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** OpenSSH's private key file, {@code openssh-key-v1} in OpenSSH's {@code PROTOCOL.key}. */
final class PrivateKeyFile {

  private static final Armor ARMOR = new Armor("OPENSSH PRIVATE KEY");
  private static final String MAGIC = "openssh-key-v1\0";
  private static final String NONE = "none";
  private static final int BLOCK = 8;
  private static final String INSTEAD =
      "sign with 'ssh-keygen -Y sign' or an agent, or make a key of Rekey's own with 'rekey key"
          + " new'";

  private PrivateKeyFile() {}

  static byte[] publicBlob(byte[] publicBytes) {
    return new WireWriter().string(Ed25519Key.TYPE).string(publicBytes).toBytes();
  }

  /** The file's bytes; the caller wipes them. */
  static byte[] write(byte[] seed, byte[] publicBytes) {
    byte[] section = section(seed, publicBytes);
    byte[] content =
        new WireWriter()
            .bytes(magic())
            .string(NONE)
            .string(NONE)
            .string("")
            .uint32(1)
            .string(publicBlob(publicBytes))
            .string(section)
            .takeBytes();
    Arrays.fill(section, (byte) 0);
    byte[] file = ARMOR.wrap(content);
    Arrays.fill(content, (byte) 0);
    return file;
  }

  private static byte[] section(byte[] seed, byte[] publicBytes) {
    // The check number shows a wrong passphrase; without one any number does, twice.
    int check = ByteBuffer.wrap(publicBytes).getInt();
    byte[] pair = Arrays.copyOf(seed, 2 * Ed25519Key.LENGTH);
    System.arraycopy(publicBytes, 0, pair, Ed25519Key.LENGTH, Ed25519Key.LENGTH);
    WireWriter out =
        new WireWriter()
            .uint32(check)
            .uint32(check)
            .string(Ed25519Key.TYPE)
            .string(publicBytes)
            .string(pair)
            .string("");
    Arrays.fill(pair, (byte) 0);
    for (int pad = 1; out.size() % BLOCK != 0; pad++) {
      out.oneByte(pad);
    }
    return out.takeBytes();
  }

  static SshPrivateKey read(byte[] file) {
    byte[] content = ARMOR.unwrap(file);
    try {
      WireReader in = new WireReader("key file", content);
      if (!Arrays.equals(in.bytes(MAGIC.length()), magic())) {
        throw new MalformedEvidence("key file: not of format openssh-key-v1");
      }
      return read(in);
    } finally {
      Arrays.fill(content, (byte) 0);
    }
  }

  private static SshPrivateKey read(WireReader in) {
    String cipher = in.text();
    String derivation = in.text();
    in.string();
    if (!cipher.equals(NONE) || !derivation.equals(NONE)) {
      throw new MalformedEvidence(
          "key file: encrypted with %s: %s".formatted(Shown.text(cipher), INSTEAD));
    }
    int keys = in.uint32();
    if (keys != 1) {
      throw new MalformedEvidence(
          "key file: %s keys (expected: 1)".formatted(Integer.toUnsignedString(keys)));
    }
    byte[] blob = in.string();
    byte[] section = in.string();
    try {
      in.end();
      return readSection(new WireReader("key file", section), blob);
    } finally {
      Arrays.fill(section, (byte) 0);
    }
  }

  private static SshPrivateKey readSection(WireReader in, byte[] blob) {
    int check = in.uint32();
    if (check != in.uint32()) {
      throw new MalformedEvidence("key file: damaged (its two check numbers differ)");
    }
    String type = in.text();
    if (!type.equals(Ed25519Key.TYPE)) {
      throw new MalformedEvidence(
          "key file: a key of type %s (expected: %s): %s"
              .formatted(Shown.text(type), Ed25519Key.TYPE, INSTEAD));
    }
    byte[] publicBytes = in.string();
    byte[] pair = in.string();
    try {
      in.string();
      for (int pad = 1; in.more(); pad++) {
        if (in.oneByte() != pad) {
          throw new MalformedEvidence("key file: damaged (its padding is not 1, 2, 3, …)");
        }
      }
      return key(publicBytes, pair, blob);
    } finally {
      Arrays.fill(pair, (byte) 0);
    }
  }

  private static SshPrivateKey key(byte[] publicBytes, byte[] pair, byte[] blob) {
    if (publicBytes.length != Ed25519Key.LENGTH
        || pair.length != 2 * Ed25519Key.LENGTH
        || !Arrays.equals(blob, publicBlob(publicBytes))) {
      throw new MalformedEvidence("key file: damaged (its parts do not fit together)");
    }
    byte[] seed = Arrays.copyOf(pair, Ed25519Key.LENGTH);
    SshPrivateKey key = new SshPrivateKey(Secret.taking(seed), publicBytes);
    if (!key.whole()) {
      key.close();
      throw new MalformedEvidence("key file: damaged (private and public half differ)");
    }
    return key;
  }

  private static byte[] magic() {
    return MAGIC.getBytes(StandardCharsets.US_ASCII);
  }
}
