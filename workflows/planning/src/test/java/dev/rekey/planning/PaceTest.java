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

  @Test
  void guardsEveryPartOfIt() {
    Pace usual = Pace.usual();
    Duration little = Duration.ofMillis(99);
    Duration below = Duration.ofMillis(-1);

    assertThatThrownBy(() -> changed(usual, 0, usual.soak(), usual.proveWindow()))
        .hasMessage("prove-new times: 0 (expected: 1 to 100)");
    assertThatThrownBy(() -> changed(usual, 101, usual.soak(), usual.proveWindow()))
        .hasMessage("prove-new times: 101 (expected: 1 to 100)");
    assertThatThrownBy(() -> changed(usual, 1, below, usual.proveWindow()))
        .hasMessageStartingWith("soak: PT-0.001S");
    assertThatThrownBy(() -> changed(usual, 1, usual.soak(), below))
        .hasMessageStartingWith("prove window: PT-0.001S");
    assertThatThrownBy(() -> waiting(below, usual.confirmWithin(), usual.retryFor()))
        .hasMessageStartingWith("prove-new window: PT-0.001S");
    assertThatThrownBy(() -> waiting(usual.soak(), little, usual.retryFor()))
        .hasMessageStartingWith("confirm-within: PT0.099S (expected: PT0.1S to");
    assertThatThrownBy(() -> waiting(usual.soak(), usual.confirmWithin(), little))
        .hasMessageStartingWith("retry-for: PT0.099S");
    assertThatThrownBy(() -> asking(little, usual.holdRetry()))
        .hasMessageStartingWith("approval-within: PT0.099S");
    assertThatThrownBy(() -> asking(usual.approvalWithin(), little))
        .hasMessageStartingWith("hold-retry: PT0.099S");
    assertThat(changed(usual, 100, Duration.ofDays(366), Duration.ZERO)).isNotNull();
  }

  private static Pace changed(Pace pace, int proveNewTimes, Duration soak, Duration proveWindow) {
    return new Pace(
        proveNewTimes,
        pace.proveNewWindow(),
        pace.confirmWithin(),
        pace.observeFor(),
        pace.observeAtMost(),
        soak,
        pace.proveTimes(),
        proveWindow,
        pace.approvalWithin(),
        pace.retryFor(),
        pace.holdRetry());
  }

  private static Pace waiting(Duration proveNewWindow, Duration confirmWithin, Duration retryFor) {
    Pace pace = Pace.usual();
    return new Pace(
        pace.proveNewTimes(),
        proveNewWindow,
        confirmWithin,
        pace.observeFor(),
        pace.observeAtMost(),
        pace.soak(),
        pace.proveTimes(),
        pace.proveWindow(),
        pace.approvalWithin(),
        retryFor,
        pace.holdRetry());
  }

  private static Pace asking(Duration approvalWithin, Duration holdRetry) {
    Pace pace = Pace.usual();
    return new Pace(
        pace.proveNewTimes(),
        pace.proveNewWindow(),
        pace.confirmWithin(),
        pace.observeFor(),
        pace.observeAtMost(),
        pace.soak(),
        pace.proveTimes(),
        pace.proveWindow(),
        approvalWithin,
        pace.retryFor(),
        holdRetry);
  }
}
