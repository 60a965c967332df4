// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class TemporalServerIT {
  @TempDir Path state;

  @Test
  void keepsItsStateAndItsAddressWhenItIsKilled() throws Exception {
    try (TemporalServer first = TemporalServer.start(state, TemporalOptions.headless())) {
      operator(first, "namespace", "create", "--namespace", "kept", "--retention", "365d");
      first.kill();
      assertThat(first.isAlive()).isFalse();

      try (TemporalServer second = TemporalServer.start(state, TemporalOptions.headless())) {
        assertThat(second.target()).isEqualTo(first.target());
        assertThat(operator(second, "namespace", "describe", "--namespace", "kept"))
            .contains("kept");
      }
    }
  }

  @Test
  void isTakenOverByTheNextRunUnlessItsOptionsChanged() {
    TemporalServer first = TemporalServer.start(state, TemporalOptions.headless());
    try (TemporalServer second = TemporalServer.start(state, TemporalOptions.headless())) {
      assertThat(second.process().pid()).isEqualTo(first.process().pid());

      TemporalOptions others =
          TemporalOptions.headless().with(Map.of("frontend.WorkflowTimeSkippingEnabled", "false"));
      try (TemporalServer third = TemporalServer.start(state, others)) {
        assertThat(third.process().pid()).isNotEqualTo(first.process().pid());
        assertThat(third.target()).isEqualTo(first.target());
        assertThat(first.isAlive()).isFalse();
      }
    }
  }

  @Test
  void servesItsPagesOnLoopbackOnly() throws Exception {
    URI codec = URI.create("http://127.0.0.1:18999/codec");
    try (TemporalServer server =
            TemporalServer.start(state, TemporalOptions.withUi().decodingAt(codec));
        HttpClient http = HttpClient.newHttpClient()) {
      URI settings = server.ui().orElseThrow().resolve("/api/v1/settings");
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(settings).timeout(Duration.ofSeconds(10)).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains(codec.toString());
    }
  }

  @Test
  void showsTheEndOfTheLogWhenItCannotStart() throws Exception {
    Files.createDirectory(state.resolve("temporal.db"));

    assertThatThrownBy(() -> TemporalServer.start(state, TemporalOptions.headless()))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("starting temporal on 127.0.0.1:")
        .hasMessageContaining("it printed")
        .hasMessageContaining("next: read " + state.resolve("temporal.log"));
  }

  private static String operator(TemporalServer server, String... arguments) throws Exception {
    List<String> command =
        new java.util.ArrayList<>(List.of(TemporalProgram.find(Cache.ofThisUser()).toString()));
    command.add("operator");
    command.addAll(List.of(arguments));
    command.addAll(List.of("--address", server.target()));
    ShortCommand.Answer answer = ShortCommand.run(command, Duration.ofSeconds(20));
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    return answer.output();
  }
}
