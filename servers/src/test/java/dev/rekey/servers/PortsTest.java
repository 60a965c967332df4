// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PortsTest {
  @TempDir Path state;

  @Test
  void areTheSameAgainTheNextTime() {
    int first = Ports.of(state, "a", false);

    assertThat(Ports.of(state, "a", false)).isEqualTo(first);
    assertThat(Ports.of(state, "b", false)).isNotEqualTo(first);
  }

  @Test
  void areRememberedInAFolderThatIsNotThereYet() {
    Path fresh = state.resolve("home");

    assertThat(Ports.of(fresh, "a", false)).isEqualTo(Ports.of(fresh, "a", false));
  }

  @Test
  void stayOutOfTheRangeOfOutgoingConnections() {
    assertThat(Ports.anyFree()).isBetween(1_024, 32_767);
  }

  @Test
  void leaveTheRangeOfOutgoingConnections() throws IOException {
    Files.writeString(state.resolve("a.port"), "40123");

    assertThat(Ports.of(state, "a", true)).isEqualTo(40_123);
    assertThat(Ports.of(state, "a", false)).isBetween(1_024, 32_767);
  }

  @Test
  void changeOnlyWhenAStrangerHasTakenOne() throws IOException {
    int first = Ports.of(state, "a", false);
    try (ServerSocket stranger = new ServerSocket(first, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(stranger.isBound()).isTrue();
      assertThat(Ports.of(state, "a", true)).isEqualTo(first);
      assertThat(Ports.of(state, "a", false, Duration.ofMillis(50))).isNotEqualTo(first);
    }
  }
}
