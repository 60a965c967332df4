// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.words.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SshPrivateKeyTest {

  private static final Armor ARMOR = new Armor("OPENSSH PRIVATE KEY");
  private static final byte[] MESSAGE = "a decision".getBytes(StandardCharsets.UTF_8);

  private static byte[] contentOf(SshPrivateKey key) {
    try (Secret file = key.encode()) {
      return file.open(ARMOR::unwrap);
    }
  }

  private static SshPrivateKey parse(byte[] content) {
    try (Secret file = Secret.taking(ARMOR.wrap(content))) {
      return SshPrivateKey.parse(file);
    }
  }

  private static void refused(byte[] file, String... message) {
    try (Secret secret = Secret.taking(file)) {
      assertThatThrownBy(() -> SshPrivateKey.parse(secret))
          .isInstanceOf(MalformedEvidence.class)
          .hasMessageContainingAll(message);
    }
  }

  @Test
  void isTheSameKeyAfterWritingAndReading() {
    for (int i = 0; i < 50; i++) {
      try (SshPrivateKey key = Sample.newKey();
          SshPrivateKey read = parse(contentOf(key))) {
        assertThat(read.publicKey("x")).isEqualTo(key.publicKey("y"));
        assertThat(
                SshSignature.parse(read.sign(MESSAGE, "n"))
                    .verifies(MESSAGE, "n", key.publicKey("")))
            .isTrue();
      }
    }
  }

  @Test
  void everyNewKeyIsAnother() {
    assertThat(Sample.newKey().publicKey("")).isNotEqualTo(Sample.newKey().publicKey(""));
  }

  @Test
  void aClosedKeySignsNothing() {
    SshPrivateKey key = Sample.newKey();
    key.close();
    assertThatThrownBy(() -> key.sign(MESSAGE, "n")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void showsNothingOfItself() {
    try (SshPrivateKey key = Sample.newKey()) {
      assertThat(key).hasToString("SshPrivateKey[hidden]");
    }
  }

  @Test
  void anEncryptedFileIsToldApart() {
    byte[] content =
        new WireWriter()
            .bytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
            .string("aes256-ctr")
            .string("bcrypt")
            .string(new byte[24])
            .uint32(1)
            .string("")
            .string(new byte[160])
            .toBytes();
    refused(ARMOR.wrap(content), "encrypted with aes256-ctr", "ssh-keygen -Y sign", "agent");
  }

  @Test
  void aKeyOfAnotherTypeIsToldApart() {
    byte[] section = new WireWriter().uint32(1).uint32(1).string("ssh-rsa").toBytes();
    byte[] content =
        new WireWriter()
            .bytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
            .string("none")
            .string("none")
            .string("")
            .uint32(1)
            .string("")
            .string(section)
            .toBytes();
    refused(ARMOR.wrap(content), "type ssh-rsa (expected: ssh-ed25519)", "ssh-keygen -Y sign");
  }

  @Test
  void refusesWhatIsNoKeyFile() {
    refused(new byte[0], "expected: '-----BEGIN OPENSSH PRIVATE KEY-----'");
    refused(
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.US_ASCII),
        "expected: '-----BEGIN OPENSSH PRIVATE KEY-----'");
    refused(ARMOR.wrap(new byte[100]), "openssh-key-v1");
  }

  @Test
  void aDamagedFileIsNeverAnotherKey() {
    Random random = new Random(5);
    try (SshPrivateKey key = Sample.newKey()) {
      byte[] content = contentOf(key);
      for (int at = 0; at < content.length; at++) {
        byte[] changed = content.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        try (SshPrivateKey read = parse(changed)) {
          assertThat(read.publicKey("")).as("byte %d", at).isEqualTo(key.publicKey(""));
        } catch (MalformedEvidence e) {
          assertThat(e).hasMessageContaining("key");
        }
      }
      refused(ARMOR.wrap(Arrays.copyOf(content, content.length - 1)), "ends too early");
      refused(ARMOR.wrap(Arrays.copyOf(content, content.length + 1)), "too many");
    }
  }

  @Test
  void messagesNeverQuoteTheFile() {
    byte[] file =
        "-----BEGIN OPENSSH PRIVATE KEY-----\nCANARY*\n-----END OPENSSH PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.US_ASCII);
    try (Secret secret = Secret.taking(file)) {
      assertThatThrownBy(() -> SshPrivateKey.parse(secret))
          .hasMessageNotContaining("CANARY")
          .hasMessageNotContaining("*")
          .hasNoCause();
    }
  }
}
