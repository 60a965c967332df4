// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.rig.Nobody;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How a server starts, and what is told when it does not. */
@Timeout(120)
class RekeyServerTest {

  /** A part that fails without a word. */
  @Configuration(proxyBeanMethods = false)
  static class Silent {

    @Bean
    Thread silent() {
      throw new IllegalStateException();
    }
  }

  @TempDir private Path home;

  @Test
  void serversOfOneProcessStartAtTheSameTime() throws Exception {
    List<Future<ConfigurableApplicationContext>> starts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      for (int each = 0; each < 3; each++) {
        ServerSettings settings = Nobody.settings(home.resolve("server" + each));
        starts.add(threads.submit(() -> RekeyServer.start(settings, Nobody.class)));
      }
    }
    for (Future<ConfigurableApplicationContext> start : starts) {
      try (ConfigurableApplicationContext server = start.get()) {
        assertThat(server.isRunning()).isTrue();
      }
    }
  }

  @Test
  void aFaultThatSaysNothingIsToldByItsNameAndPlace() {
    ServerSettings settings = Nobody.settings(home);

    assertThatThrownBy(() -> RekeyServer.start(settings, Nobody.class, Silent.class))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining(
            "starting Rekey failed: java.lang.IllegalStateException at "
                + Silent.class.getName()
                + ".silent(RekeyServerTest.java:")
        .hasMessageContaining("report the end of " + settings.log());
  }
}
