// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.contract.ContractTools;
import dev.rekey.spi.SystemClient;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** Answers whatever a test wants answered, and keeps what was asked. */
final class FakeBao implements AutoCloseable {

  static final String TOKEN = "s.CanaryCanaryCanaryCanary";

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private volatile Function<RecordedRequest, MockResponse> answers = request -> json(404, "{}");

  FakeBao() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answers.apply(request);
          }
        });
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void answer(Function<RecordedRequest, MockResponse> wanted) {
    answers = wanted;
  }

  List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /** A client with this text under its token's reference. */
  SystemClient client(String token, String... settings) {
    Map<String, String> values = new HashMap<>();
    values.put("address", "http://127.0.0.1:" + server.getPort());
    values.put("token", "file:token");
    for (int i = 0; i < settings.length; i += 2) {
      values.put(settings[i], settings[i + 1]);
    }
    return new OpenBaoConnector()
        .open(
            SystemSettings.of(new SystemName("bao-test"), values),
            new ContractTools("file:token", () -> Secret.taking(token.getBytes(UTF_8))));
  }

  @Override
  public void close() {
    server.close();
  }
}
