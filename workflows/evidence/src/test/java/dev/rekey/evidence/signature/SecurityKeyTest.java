// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.MalformedEvidence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SecurityKeyTest {

  private static final String NAMESPACE = "decision@rekey.dev";
  private static final byte[] MESSAGE = "a decision".getBytes(StandardCharsets.UTF_8);

  private static boolean counts(FakeSecurityKey token, int flags) {
    return SshSignature.parse(token.sign(MESSAGE, NAMESPACE, flags))
        .verifies(MESSAGE, NAMESPACE, token.publicKey());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void acceptsATokenThatSomebodyTouched(boolean ed25519) {
    FakeSecurityKey token = new FakeSecurityKey(ed25519, "ssh:");
    assertThat(counts(token, FakeSecurityKey.PRESENT)).isTrue();
    assertThat(counts(token, FakeSecurityKey.PRESENT | FakeSecurityKey.VERIFIED)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesATokenThatNobodyTouched(boolean ed25519) {
    FakeSecurityKey token = new FakeSecurityKey(ed25519, "ssh:");
    assertThat(counts(token, 0)).isFalse();
    assertThat(counts(token, FakeSecurityKey.VERIFIED)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void noticesEveryChangedByte(boolean ed25519) {
    FakeSecurityKey token = new FakeSecurityKey(ed25519, "ssh:");
    byte[] blob = Sample.unwrap(token.sign(MESSAGE, NAMESPACE, FakeSecurityKey.PRESENT));
    for (int at = 0; at < blob.length; at++) {
      byte[] changed = blob.clone();
      changed[at] ^= 1;
      boolean counts;
      try {
        counts =
            SshSignature.parse(Sample.wrap(changed))
                .verifies(MESSAGE, NAMESPACE, token.publicKey());
      } catch (MalformedEvidence e) {
        counts = false;
      }
      assertThat(counts).as("byte %d", at).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesASignatureForAnotherApplication(boolean ed25519) {
    FakeSecurityKey token = new FakeSecurityKey(ed25519, "ssh:");
    SshPublicKey same = token.publicKey();
    assertThat(same).isEqualTo(token.publicKey());
    SshPublicKey other = new FakeSecurityKey(ed25519, "ssh:other").publicKey();
    assertThat(
            SshSignature.parse(token.sign(MESSAGE, NAMESPACE, FakeSecurityKey.PRESENT))
                .verifies(MESSAGE, NAMESPACE, other))
        .isFalse();
  }
}
