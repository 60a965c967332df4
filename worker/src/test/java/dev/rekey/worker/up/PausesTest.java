// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class PausesTest {

  private static final Pauses PAUSES =
      new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(1));
  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  @Test
  void growWhileItKeepsEndingAndNeverBeyondTheLongest() {
    List<Long> seconds =
        Stream.iterate(
                PAUSES.after(Duration.ofSeconds(-1), BRIEFLY), last -> PAUSES.after(last, BRIEFLY))
            .limit(6)
            .map(Duration::toSeconds)
            .toList();
    assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 5L, 5L);
  }

  @Test
  void beginAnewOnceItHasLivedSteadily() {
    assertThat(PAUSES.after(Duration.ofSeconds(5), Duration.ofMinutes(1))).isZero();
  }
}
