// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.MalformedEvidence;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signatures in {@code src/test/resources} were made by OpenSSH 9.2 over {@code a decision}. */
@Timeout(60)
class SshSignatureTest {

  private static final String NAMESPACE = "decision@rekey.dev";
  private static final byte[] MESSAGE = "a decision".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @CsvSource({
    "ed25519,sha512",
    "ed25519,sha256",
    "ecdsa,sha512",
    "ecdsa,sha256",
    "rsa,sha512",
    "rsa,sha256"
  })
  void acceptsWhatOpensshSigned(String type, String hash) {
    SshPublicKey key = SshPublicKey.parse(Sample.text(type + ".pub"));
    String armored = Sample.text(type + "-" + hash + ".sig");
    SshSignature signature = SshSignature.parse(armored);
    assertThat(signature.key()).isEqualTo(key);
    assertThat(signature.namespace()).isEqualTo(NAMESPACE);
    assertThat(signature.armored()).isEqualTo(armored);
    assertThat(signature.verifies(MESSAGE, NAMESPACE, key)).isTrue();
    assertThat(signature.verifies(new byte[0], NAMESPACE, key)).isFalse();
    assertThat(signature.verifies(MESSAGE, "file", key)).isFalse();
    assertThat(signature.verifies(MESSAGE, "", key)).isFalse();
    assertThat(signature.verifies(MESSAGE, NAMESPACE, Sample.newKey().publicKey(""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void noticesEveryChangedCharacter(String type) {
    SshPublicKey key = SshPublicKey.parse(Sample.text(type + ".pub"));
    String armored = Sample.text(type + "-sha512.sig");
    for (int at = 0; at < armored.length(); at++) {
      for (String changed :
          new String[] {
            armored.substring(0, at) + (char) (armored.charAt(at) ^ 1) + armored.substring(at + 1),
            armored.substring(0, at) + armored.substring(at + 1),
            armored.substring(0, at) + armored.charAt(at) + armored.substring(at),
            armored.substring(0, at) + "\n" + armored.substring(at)
          }) {
        assertThat(changed.equals(armored) || counts(changed, key)).as(changed).isFalse();
      }
    }
  }

  private static boolean counts(String armored, SshPublicKey key) {
    try {
      return SshSignature.parse(armored).verifies(MESSAGE, NAMESPACE, key);
    } catch (MalformedEvidence e) {
      return false;
    }
  }

  @Test
  void noticesEveryChangedByteUnderTheArmor() {
    SshPublicKey key = SshPublicKey.parse(Sample.text("ed25519.pub"));
    byte[] blob = Sample.unwrap(Sample.text("ed25519-sha512.sig"));
    for (int at = 0; at < blob.length; at++) {
      for (int bit = 1; bit < 256; bit <<= 1) {
        byte[] changed = blob.clone();
        changed[at] ^= (byte) bit;
        assertThat(counts(Sample.wrap(changed), key)).as("byte %d, bit %d", at, bit).isFalse();
      }
    }
  }

  @Test
  void refusesTheSecondFormOfAnEd25519Signature() {
    // S and S + L give the same point: RFC 8032, section 5.1.7 wants S < L.
    byte[] blob = Sample.unwrap(Sample.text("ed25519-sha512.sig"));
    byte[] order =
        HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    int carry = 0;
    for (int i = 0; i < 32; i++) {
      int at = blob.length - 32 + i;
      int sum = (blob[at] & 0xff) + (order[i] & 0xff) + carry;
      blob[at] = (byte) sum;
      carry = sum >> 8;
    }
    SshPublicKey key = SshPublicKey.parse(Sample.text("ed25519.pub"));
    assertThat(counts(Sample.wrap(blob), key)).isFalse();
  }

  @Test
  void readsOtherLayoutsOnlyWhenAsked() {
    String armored = Sample.text("ed25519-sha512.sig");
    for (String other :
        new String[] {
          armored.replace("\n", "\r\n"),
          armored.strip(),
          "\n" + armored,
          armored.replace("\n", "\n  "),
          Sample.wrap(Sample.unwrap(armored), 64)
        }) {
      assertThatThrownBy(() -> SshSignature.parse(other)).isInstanceOf(MalformedEvidence.class);
      assertThat(SshSignature.parseAnyLayout(other).armored()).isEqualTo(armored);
    }
  }

  @Test
  void refusesWhatIsNoSignature() {
    byte[] blob = Sample.unwrap(Sample.text("ed25519-sha512.sig"));
    byte[] longer = Arrays.copyOf(blob, blob.length + 1);
    byte[] shorter = Arrays.copyOf(blob, blob.length - 1);
    for (String text :
        new String[] {
          "",
          "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
          "-----BEGIN SSH SIGNATURE-----\n*\n-----END SSH SIGNATURE-----\n",
          "-----BEGIN PGP SIGNATURE-----\nAAAA\n-----END PGP SIGNATURE-----\n",
          "x".repeat(100_000),
          Sample.wrap(longer),
          Sample.wrap(shorter)
        }) {
      assertThatThrownBy(() -> SshSignature.parse(text)).isInstanceOf(MalformedEvidence.class);
    }
  }

  @Test
  void refusesAnUnknownHashAVersionAndAReservedField() {
    SshPrivateKey key = Sample.newKey();
    byte[] blob = key.publicKey("").blob();
    assertThatThrownBy(() -> SshSignature.armored(blob, NAMESPACE, "sha1", new byte[0]))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("hash 'sha1' (expected: one of [sha512, sha256])");
    byte[] made = Sample.unwrap(key.sign(MESSAGE, NAMESPACE));
    made[9] = 2;
    assertThatThrownBy(() -> SshSignature.parse(Sample.wrap(made)))
        .hasMessageContaining("version 2 (expected: 1)");
    byte[] reserved =
        new WireWriter()
            .bytes("SSHSIG".getBytes(StandardCharsets.US_ASCII))
            .uint32(1)
            .string(blob)
            .string(NAMESPACE)
            .string("in use")
            .string("sha512")
            .string("")
            .toBytes();
    assertThatThrownBy(() -> SshSignature.parse(Sample.wrap(reserved)))
        .hasMessageContaining("reserved field in use");
  }

  @Test
  void doesNotMistakeBytesForSignatures() {
    Random random = new Random(17);
    SshPublicKey key = SshPublicKey.parse(Sample.text("ed25519.pub"));
    byte[] good = Sample.unwrap(Sample.text("ed25519-sha512.sig"));
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = good.clone();
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(8));
      for (int at = from; at < to; at++) {
        bytes[at] = (byte) random.nextInt(256);
      }
      if (!Arrays.equals(bytes, good)) {
        assertThat(counts(Sample.wrap(bytes), key)).isFalse();
      }
    }
  }

  @Test
  void verifiesWhatRekeySigned() {
    try (SshPrivateKey key = SshPrivateKey.generate(new SecureRandom())) {
      for (int length : IntStream.of(0, 1, 1000, 100_000).toArray()) {
        byte[] message = new byte[length];
        SshSignature signature = SshSignature.parse(key.sign(message, NAMESPACE));
        assertThat(signature.verifies(message, NAMESPACE, key.publicKey("alice"))).isTrue();
        assertThat(signature.verifies(MESSAGE, NAMESPACE, key.publicKey("alice"))).isFalse();
      }
    }
  }

  @Test
  void refusesARsaSignatureWithSha1() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    SshPublicKey key = Sample.rsa((RSAPublicKey) pair.getPublic());
    byte[] data = SshSignature.signedData(MESSAGE, NAMESPACE, "sha512");
    for (String[] algorithm :
        new String[][] {
          {"SHA1withRSA", "ssh-rsa", "false"},
          {"SHA1withRSA", "rsa-sha2-256", "false"},
          {"SHA256withRSA", "rsa-sha2-512", "false"},
          {"SHA256withRSA", "rsa-sha2-256", "true"}
        }) {
      Signature signer = Signature.getInstance(algorithm[0]);
      signer.initSign(pair.getPrivate());
      signer.update(data);
      byte[] field = new WireWriter().string(algorithm[1]).string(signer.sign()).toBytes();
      String armored = SshSignature.armored(key.blob(), NAMESPACE, "sha512", field);
      assertThat(SshSignature.parse(armored).verifies(MESSAGE, NAMESPACE, key))
          .isEqualTo(Boolean.parseBoolean(algorithm[2]));
    }
  }

  @Test
  void base64WithASecondSpellingIsRefused() {
    String armored = Sample.text("ed25519-sha512.sig");
    // The last characters carry bits that decode to nothing.
    String changed = armored.replace("vAM=\n", "vAN=\n");
    assertThat(changed).isNotEqualTo(armored);
    assertThat(Base64.getDecoder().decode("vAN=")).isEqualTo(Base64.getDecoder().decode("vAM="));
    assertThatThrownBy(() -> SshSignature.parse(changed)).isInstanceOf(MalformedEvidence.class);
  }
}
