// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.evidence.MalformedEvidence;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SshPublicKeyTest {

  private static String line(WireWriter blob, String type) {
    return type + " " + Base64.getEncoder().encodeToString(blob.toBytes());
  }

  private static void refused(String line, String... message) {
    assertThatThrownBy(() -> SshPublicKey.parse(line))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContainingAll(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
  void writesTheLineThatItRead(String type) {
    String line = Sample.text(type + ".pub").strip();
    SshPublicKey key = SshPublicKey.parse(line);
    assertThat(key.line()).isEqualTo(line);
    assertThat(key.comment()).isEqualTo(type + "@example.com");
    assertThat(SshPublicKey.parse(line.substring(0, line.lastIndexOf(' '))))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
  }

  @Test
  void hasTheFingerprintThatSshKeygenShows() {
    assertThat(SshPublicKey.parse(Sample.text("ed25519.pub")).fingerprint())
        .isEqualTo("SHA256:+EkejrHcsQTBU/PFOnFAW7kIZYlC/DkAszYmEQWK4RI");
  }

  @Test
  void refusesTypesAndSizesThatAreTooWeak() {
    refused(Sample.text("rsa-1024.pub"), "1024 bits (expected: 2048 to 16384)");
    refused(Sample.text("ecdsa-384.pub"), "ecdsa-sha2-nistp384", "expected: one of [ssh-ed25519");
    refused(line(new WireWriter().string("ssh-dss"), "ssh-dss"), "type 'ssh-dss'");
    refused(
        line(
            new WireWriter().string("ssh-ed25519-cert-v01@openssh.com"),
            "ssh-ed25519-cert-v01@openssh.com"),
        "type 'ssh-ed25519-cert-v01@openssh.com'");
  }

  @Test
  void refusesWhatIsNotExactlyOneKey() {
    byte[] blob = SshPublicKey.parse(Sample.text("ed25519.pub")).blob();
    String base64 = Base64.getEncoder().encodeToString(blob);
    refused("", "expected: type, base64");
    refused("ssh-ed25519", "expected: type, base64");
    refused("ssh-ed25519 ***", "expected: base64");
    refused("ssh-ed25519 " + base64 + "=", "expected: base64");
    refused("ssh-rsa " + base64, "type 'ssh-rsa' before a key of type 'ssh-ed25519'");
    refused(line(new WireWriter().bytes(blob).oneByte(0), "ssh-ed25519"), "1 bytes too many");
    refused(
        line(new WireWriter().bytes(Arrays.copyOf(blob, blob.length - 1)), "ssh-ed25519"),
        "ends too early");
    refused(line(new WireWriter().uint32(-1), "ssh-ed25519"), "ends too early");
    refused(
        line(new WireWriter().string("ssh-ed25519").string(new byte[31]), "ssh-ed25519"),
        "31 bytes (expected: 32)");
  }

  @Test
  void refusesPointsInASecondFormOrOffTheCurve() {
    byte[] tooLarge = new byte[32];
    Arrays.fill(tooLarge, (byte) 0xff);
    refused(
        line(new WireWriter().string("ssh-ed25519").string(tooLarge), "ssh-ed25519"),
        "not in its one form");
    byte[] off = new byte[65];
    off[0] = 4;
    off[64] = 1;
    String type = "ecdsa-sha2-nistp256";
    refused(
        line(new WireWriter().string(type).string("nistp256").string(off), type),
        "not a point of the curve");
    refused(
        line(new WireWriter().string(type).string("nistp521").string(off), type),
        "curve 'nistp521' (expected: nistp256)");
    off[0] = 2;
    refused(
        line(new WireWriter().string(type).string("nistp256").string(off), type), "uncompressed");
  }

  @Test
  void refusesRsaNumbersInASecondForm() {
    byte[] modulus = new byte[257];
    modulus[1] = (byte) 0x80;
    modulus[256] = 1;
    byte[] padded = new byte[258];
    System.arraycopy(modulus, 0, padded, 1, 257);
    byte[] three = {3};
    refused(
        line(new WireWriter().string("ssh-rsa").string(three).string(padded), "ssh-rsa"),
        "shortest form");
    for (byte[] exponent : new byte[][] {{1}, {4}, {1, 0, 0, 0, 0, 0, 0, 0, 1}}) {
      refused(
          line(new WireWriter().string("ssh-rsa").string(exponent).string(modulus), "ssh-rsa"),
          "public exponent");
    }
    for (byte[] exponent : new byte[][] {{}, {0}, {-1}}) {
      refused(
          line(new WireWriter().string("ssh-rsa").string(exponent).string(modulus), "ssh-rsa"),
          "not positive");
    }
  }
}
