// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PaceTest {

  private static Pace pace(Duration observeFor, Duration observeAtMost, int proveTimes) {
    return new Pace(
        1,
        Duration.ZERO,
        Duration.ofMinutes(1),
        observeFor,
        observeAtMost,
        Duration.ZERO,
        proveTimes,
        Duration.ofMinutes(2),
        Duration.ofHours(1),
        Duration.ofMillis(500),
        Duration.ofMinutes(1));
  }

  @Test
  void compressesLagsAndWindows() {
    Pace fast = Pace.usual().compressedBy(60);

    assertThat(fast.observeFor()).isEqualTo(Duration.ofMinutes(1));
    assertThat(fast.soak()).isEqualTo(Duration.ofSeconds(30));
    assertThat(fast.proveWindow()).isEqualTo(Duration.ofSeconds(2));
    assertThat(fast.proveTimes()).isEqualTo(Pace.usual().proveTimes());
  }

  @Test
  void compressesNothingBelowWhatCanBeMet() {
    Pace fast = Pace.usual().compressedBy(1_000_000);

    assertThat(fast.soak()).isEqualTo(Duration.ofMillis(100));
    assertThat(fast.confirmWithin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(fast.approvalWithin()).isEqualTo(Duration.ofSeconds(10));
    assertThat(fast.holdRetry()).isEqualTo(Duration.ofSeconds(1));
    assertThat(fast.observeAtMost()).isGreaterThanOrEqualTo(fast.observeFor());
  }

  @Test
  void neverMakesLongerWhatWasShort() {
    Pace fast = pace(Duration.ZERO, Duration.ZERO, 2).compressedBy(1_000);

    assertThat(fast.soak()).isZero();
    assertThat(fast.observeAtMost()).isZero();
    assertThat(fast.retryFor()).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void leavesAPaceAsItIsAtFactorOne() {
    assertThat(Pace.usual().compressedBy(1)).isEqualTo(Pace.usual());
    assertThatThrownBy(() -> Pace.usual().compressedBy(0)).hasMessageContaining("factor: 0");
  }

  @Test
  void provesOverTheWholeLag() {
    Pace slow = Pace.usual().spanning(Duration.ofMinutes(10));

    assertThat(slow.proveWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(slow.proveNewWindow()).isEqualTo(Duration.ofMinutes(10));
    assertThat(Pace.usual().spanning(Duration.ZERO)).isEqualTo(Pace.usual());
  }

  @Test
  void refusesToObserveLongerThanItMay() {
    assertThatThrownBy(() -> pace(Duration.ofHours(2), Duration.ofHours(1), 2))
        .hasMessage("observe at-most: PT1H (expected: >= observe for, which is PT2H)");
  }

  @Test
  void refusesToProveByASingleTry() {
    assertThatThrownBy(() -> pace(Duration.ZERO, Duration.ZERO, 1))
        .hasMessage("prove times: 1 (expected: 2 to 100)");
  }

  @Test
  void refusesNegativeAndEndlessDurations() {
    assertThatThrownBy(() -> pace(Duration.ofSeconds(-1), Duration.ZERO, 2))
        .hasMessageContaining("observe for: PT-1S");
    assertThatThrownBy(() -> pace(Duration.ZERO, Duration.ofDays(400), 2))
        .hasMessageContaining("observe at-most: PT9600H");
  }
}
