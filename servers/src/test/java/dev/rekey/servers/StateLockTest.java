// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class StateLockTest {
  @TempDir Path state;

  @Test
  void isHeldByOneAtATime() {
    try (StateLock held = StateLock.take(state, "up", Duration.ZERO)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> StateLock.take(state, "up", Duration.ofMillis(50)).close())
          .isInstanceOf(ServerFailure.class)
          .hasMessageContaining("another process held it")
          .hasMessageContaining(state.resolve("up.lock").toString());
    }
    StateLock.take(state, "up", Duration.ZERO).close();
  }
}
