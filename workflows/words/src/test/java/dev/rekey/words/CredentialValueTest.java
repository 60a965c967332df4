// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CredentialValueTest {

  private static Secret secret(String text) {
    return Secret.taking(text.toCharArray());
  }

  @Test
  void aPartSaysOnlyExactlyItsText() {
    try (CredentialValue value =
        CredentialValue.taking(Map.of("id", secret("AKIA1"), "secret", secret("x")))) {
      assertThat(value.says("id", "AKIA1")).isTrue();
      assertThat(value.says("id", "AKIA")).isFalse();
      assertThat(value.says("id", "AKIA12")).isFalse();
      assertThat(value.says("secret", "AKIA1")).isFalse();
      assertThatThrownBy(() -> value.says("password", "AKIA1"))
          .hasMessageContaining("no part 'password'");
    }
  }
}
