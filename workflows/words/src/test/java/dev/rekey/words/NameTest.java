// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come from outside, and stand in files, queues, URLs and on screens. */
@Timeout(30)
class NameTest {

  private static final List<Function<String, Object>> LABELS =
      List.of(CampaignName::new, SystemName::new, TeamName::new, Kind::new);
  private static final List<Function<String, Object>> TEXTS =
      List.of(
          IdentityName::new,
          CredentialId::new,
          PersonName::new,
          text -> Place.of(new SystemName("bao"), text, Map.of("secret", "/key")));

  private static void refused(Function<String, Object> type, String text) {
    assertThatThrownBy(() -> type.apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ")
        .satisfies(refusal ->
            assertThat(String.valueOf(refusal.getMessage()).codePoints())
                .as("the message shows it and obeys nothing of it")
                .noneMatch(c ->
                    Character.getType(c) == Character.CONTROL
                        || Character.getType(c) == Character.FORMAT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "..", "../up", "a/b", "a\\b", "a.b", "Okta", "-a", "a-", "a b", "a%2fb", "a\u0000",
        "a\n", "\u202ea", "ökta", "~", "$(id)"
      })
  void aLabelLeadsNowhereElse(String text) {
    LABELS.forEach(type -> refused(type, text));
  }

  @Test
  void aLabelIsShort() {
    LABELS.forEach(type -> {
      refused(type, "a".repeat(64));
      assertThat(type.apply("a".repeat(63))).hasToString("a".repeat(63));
    });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " a",
        "a ",
        "a\tb",
        "a\u0007",
        "a\u001b[2J",
        "a\u0085b",
        "a\u200bb",
        "a\u202eb",
        "a\u2066b",
        "a\u2028b",
        "a\ud800",
        "\ufeffa"
      })
  void aNameOfOthersHoldsNothingInvisible(String text) {
    TEXTS.forEach(type -> refused(type, text));
  }

  @Test
  void aNameOfOthersIsNotEndless() {
    TEXTS.forEach(type -> refused(type, "a".repeat(501)));
    refused(IdentityName::new, "a".repeat(201));
    refused(CredentialId::new, "a".repeat(201));
    refused(PersonName::new, "a".repeat(101));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"bao", "bao:", "bao:x", "bao:x#", "bao:x#a", "bao:x#a=", ":x#a=b", "b:x#a=1&a=2"})
  void aPlaceIsWhole(String text) {
    assertThatThrownBy(() -> Place.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: ");
  }
}
