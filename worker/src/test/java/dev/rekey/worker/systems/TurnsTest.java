// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TurnsTest {

  private final AtomicLong now = new AtomicLong(-5);
  private final Turns turns = new Turns(Duration.ofSeconds(2), now::get);

  @Test
  void thoseWhoComeTogetherAreToldToComeBackOneAfterTheOther() {
    assertThat(Stream.generate(turns::next).limit(3))
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  @Test
  void nobodyIsSentAwayForLongBecauseTheRateMayBeRaised() {
    assertThat(Stream.generate(turns::next).limit(50).reduce((_, last) -> last))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void whenTheLineIsServedTheNextOneWaitsNoLongerThanTheFirst() {
    assertThat(Stream.generate(turns::next).limit(5)).last().isEqualTo(Duration.ofSeconds(10));
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(turns.next()).isEqualTo(Duration.ofSeconds(2));
  }
}
