// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.words.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both directions against the real {@code ssh-keygen}: what it signs we accept, and back. */
@Timeout(120)
class SshKeygenIT {

  private static final String NAMESPACE = "decision@rekey.dev";
  private static final String TEXT = "{\"a\":\"decision ü\"}";
  private static final byte[] MESSAGE = TEXT.getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  private SshKeygen keygen() {
    return new SshKeygen(folder);
  }

  private boolean accepts(SshPublicKey key, String armored) throws IOException {
    Files.writeString(
        folder.resolve("signers"),
        "alice@example.com namespaces=\"" + NAMESPACE + "\" " + key.line() + "\n");
    Files.writeString(folder.resolve("signature"), armored);
    return keygen()
            .run(
                MESSAGE,
                "-Y",
                "verify",
                "-f",
                "signers",
                "-I",
                "alice@example.com",
                "-n",
                NAMESPACE,
                "-s",
                "signature")
            .exit()
        == 0;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void acceptsItsSignatures(String type) throws IOException {
    keygen().must(new byte[0], "-q", "-t", type, "-N", "", "-C", "alice", "-f", "key");
    SshPublicKey key = SshPublicKey.parse(Files.readString(folder.resolve("key.pub")));
    String armored = keygen().must(MESSAGE, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", "key");
    assertThat(SshSignature.parse(armored).verifies(MESSAGE, NAMESPACE, key)).isTrue();
    assertThat(keygen().must(new byte[0], "-l", "-f", "key.pub")).contains(key.fingerprint());
  }

  @Test
  void itAcceptsOurSignatures() throws IOException {
    try (SshPrivateKey key = Sample.newKey()) {
      assertThat(accepts(key.publicKey("alice"), key.sign(MESSAGE, NAMESPACE))).isTrue();
      assertThat(accepts(key.publicKey("alice"), key.sign(MESSAGE, "file"))).isFalse();
      assertThat(accepts(Sample.newKey().publicKey(""), key.sign(MESSAGE, NAMESPACE))).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void weAgreeOnTokens(boolean ed25519) throws IOException {
    FakeSecurityKey token = new FakeSecurityKey(ed25519, "ssh:");
    assertThat(accepts(token.publicKey(), token.sign(MESSAGE, NAMESPACE, FakeSecurityKey.PRESENT)))
        .isTrue();
  }

  @Test
  void itReadsOurKeyFiles() throws IOException {
    try (SshPrivateKey key = Sample.newKey();
        Secret file = key.encode()) {
      Path path = folder.resolve("key");
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      byte[] bytes = file.open(byte[]::clone);
      Files.write(path, bytes);
      assertThat(keygen().must(new byte[0], "-y", "-f", "key").strip())
          .isEqualTo(key.publicKey("").line());
      String armored = keygen().must(MESSAGE, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", "key");
      // Ed25519 signs the same thing the same way every time.
      assertThat(armored).isEqualTo(key.sign(MESSAGE, NAMESPACE));
    }
  }

  @Test
  void readsItsKeyFilesAndRefusesEncryptedOnes() throws IOException {
    keygen().must(new byte[0], "-q", "-t", "ed25519", "-N", "", "-f", "plain");
    try (Secret file = Secret.taking(Files.readAllBytes(folder.resolve("plain")));
        SshPrivateKey key = SshPrivateKey.parse(file)) {
      assertThat(key.publicKey(""))
          .isEqualTo(SshPublicKey.parse(Files.readString(folder.resolve("plain.pub"))));
    }
    keygen().must(new byte[0], "-q", "-t", "ed25519", "-N", "a passphrase", "-f", "encrypted");
    keygen().must(new byte[0], "-q", "-t", "rsa", "-N", "", "-f", "rsa");
    try (Secret encrypted = Secret.taking(Files.readAllBytes(folder.resolve("encrypted")));
        Secret rsa = Secret.taking(Files.readAllBytes(folder.resolve("rsa")))) {
      assertThatThrownBy(() -> SshPrivateKey.parse(encrypted)).hasMessageContaining("encrypted");
      assertThatThrownBy(() -> SshPrivateKey.parse(rsa)).hasMessageContaining("type ssh-rsa");
    }
  }
}
