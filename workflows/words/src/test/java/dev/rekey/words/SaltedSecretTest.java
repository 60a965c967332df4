// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The digest binds to the value, and without the salt nobody finds out which one it is. */
@Timeout(60)
class SaltedSecretTest {

  private static SaltedSecret of(int salt, String value) {
    byte[] bytes = new byte[SaltedSecret.SALT];
    bytes[0] = (byte) salt;
    return new SaltedSecret(Secret.taking(bytes), Secret.taking(value.toCharArray()));
  }

  @Test
  void anotherValueOrAnotherSaltHasAnotherDigest() {
    assertThat(of(1, "value").digest())
        .matches("sha256:[0-9a-f]{64}")
        .isEqualTo(of(1, "value").digest())
        .isNotEqualTo(of(1, "other").digest())
        .isNotEqualTo(of(2, "value").digest());
  }

  @Test
  void aShortSaltIsRefusedAndNothingIsShown() {
    assertThatThrownBy(
            () -> new SaltedSecret(Secret.taking(new byte[31]), Secret.taking(new byte[1])))
        .hasMessageContaining("salt: 31 bytes (expected: 32)");
    assertThat(of(1, "value")).asString().isEqualTo("SaltedSecret[hidden]");
  }

  @Test
  void closingWipesBoth() {
    SaltedSecret secret = of(1, "value");
    secret.close();
    assertThatThrownBy(secret::digest).isInstanceOf(IllegalStateException.class);
  }
}
