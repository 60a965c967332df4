// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class DigestTest {

  @Test
  void isTheSha256OfTheTextInUtf8() {
    assertThat(Digest.ofText("abc").value())
        .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Digest.ofText("ü")).isEqualTo(Digest.of(new byte[] {(byte) 0xc3, (byte) 0xbc}));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sha256:",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD",
        "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\n",
        "sha512:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
      })
  void refusesEveryOtherSpelling(String value) {
    assertThatThrownBy(() -> new Digest(value))
        .isInstanceOf(MalformedEvidence.class)
        .hasMessageContaining("expected: sha256:");
  }
}
