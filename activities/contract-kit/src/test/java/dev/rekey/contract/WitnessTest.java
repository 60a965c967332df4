// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class WitnessTest {

  private static final String VALUE = "s3cr3t/+ value";

  private final Witness witness = new Witness();

  @BeforeEach
  void guard() {
    witness.guard(
        CredentialValue.taking(
            Map.of(
                "id", Secret.taking("public-id".toCharArray()),
                "secret", Secret.taking(VALUE.toCharArray()))),
        "public-id");
  }

  static String[] forms() {
    byte[] bytes = VALUE.getBytes(UTF_8);
    return new String[] {
      VALUE,
      Base64.getEncoder().encodeToString(bytes),
      HexFormat.of().formatHex(bytes),
      HexFormat.of().withUpperCase().formatHex(bytes),
      "s3cr3t%2F%2B+value"
    };
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noticesAValueInEveryForm(String form) {
    witness.hear(new Outcome.Unknown<>("it was " + form + "!"));

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(witness::assertNothingWasGivenAway)
        .withMessageNotContaining(form);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void noticesAValueInVerdictsAndInCauses(String form) {
    Witness other = new Witness();
    other.guard(
        CredentialValue.taking(Map.of("secret", Secret.taking(VALUE.toCharArray()))), "public-id");
    witness.hear(new Verdict.Undecided(form, Duration.ofSeconds(1)));
    other.hear(new IllegalStateException("outer", new IllegalArgumentException(form)));

    assertThatExceptionOfType(AssertionError.class).isThrownBy(witness::assertNothingWasGivenAway);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(other::assertNothingWasGivenAway);
  }

  @Test
  void anIdMayBeTold() {
    witness.hear(new Outcome.Unknown<>("public-id may exist"));

    assertThatNoException().isThrownBy(witness::assertNothingWasGivenAway);
  }
}
