// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "250ms,PT0.25S",
    "0s,PT0S",
    "10s,PT10S",
    "5m,PT5M",
    "1h,PT1H",
    "2d,PT48H",
    "90s,PT90S"
  })
  void readsAndWritesTheSame(String text, Duration duration) {
    assertThat(DurationText.parse(text)).contains(duration);
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5", "m", "-5m", "5 m", "5M", "1h30m", "1.5h", "PT5M", "12345678901s"})
  void takesNothingElse(String text) {
    assertThat(DurationText.parse(text)).isEmpty();
  }
}
