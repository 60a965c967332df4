// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RoundsTest {
  private static final Duration PACE = Duration.ofMillis(10);

  @Test
  void goOnUntilTheyAreClosed() throws Exception {
    CountDownLatch five = new CountDownLatch(5);
    AtomicInteger done = new AtomicInteger();
    try (Rounds rounds =
        new Rounds("test", List.of(five::countDown, done::incrementAndGet), PACE)) {
      assertThat(rounds).isNotNull();
      assertThat(five.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(done).hasPositiveValue();
  }

  @Test
  void letTheLastRoundEnd() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch closing = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Rounds rounds =
        new Rounds(
            "test",
            List.of(() -> {
              begun.countDown();
              try {
                ended.set(closing.await(20, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                ended.set(false);
              }
            }),
            PACE);
    assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    Thread.ofPlatform().daemon().start(closing::countDown);

    rounds.close();

    assertThat(ended).isTrue();
  }

  @Test
  void refuseToRunWithoutAPause() {
    assertThatThrownBy(() -> new Rounds("test", List.of(), Duration.ofMillis(1)).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: at least 10 ms");
  }
}
