// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import com.sun.net.httpserver.HttpServer;
import dev.rekey.worker.cli.terminal.Shape;
import dev.rekey.worker.cli.terminal.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Runs commands that everybody waits for, against answers that were written beforehand. The
 * launcher lets it run once per build while the JVM writes down which classes that takes; with them
 * at hand a command starts in half the time. Whatever goes wrong here costs only that time.
 */
public final class Rehearsal {

  private static final String CAMPAIGN =
      """
      {"name":"x","cause":"a rehearsal","state":"running","brake":"none","standing":"",\
      "plan":1,"planDigest":null,"counts":{"scope":2,"proven":1,"held":1,"excepted":0,\
      "working":0,"waiting":0,"planned":0,"ruledOut":0,"unresolved":0},\
      "oldestLiveSince":"2026-11-20T00:00:00Z","forecast":"PT2M",\
      "waves":[{"wave":1,"total":2,"proven":1,"held":1,"moving":0}],"alarms":[]}\
      """;

  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/v1/status",
              """
              {"version":"0","temporal":{"address":"-","ui":"-","namespace":"-"},\
              "campaigns":[{"name":"x","state":"running"}],\
              "systems":[{"name":"s","connector":"aws"}]}\
              """,
          "/api/v1/campaigns/x", CAMPAIGN,
          "/api/v1/campaigns/x/rotations",
              """
              [{"rotation":"x/s/i/k/c","workflow":"w","system":"s","identity":"i",\
              "credential":"c","team":"t","state":"held","step":"issue","reason":"rejected",\
              "sentence":"refused","note":null,"round":1,"since":"2026-11-20T00:00:00Z",\
              "shown":null,"verbs":["retry"]}]\
              """);

  private Rehearsal() {}

  /** Runs them all, and says nothing. */
  public static void main(String... none) throws IOException {
    Path home = Files.createTempDirectory("rekey-rehearsal");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              ANSWERS
                  .getOrDefault(exchange.getRequestURI().getPath(), "{}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    Path address = home.resolve("api.json");
    try {
      Files.writeString(
          address,
          "{\"url\":\"http://127.0.0.1:%d\",\"token\":\"none\"}"
              .formatted(server.getAddress().getPort()));
      run(home, "--help");
      run(home, "campaign", "new", "--unknown");
      run(home, "status");
      run(home, "status", "-o", "json");
      run(home, "campaign", "status", "x");
      run(home, "held", "x");
    } finally {
      server.stop(0);
      Files.deleteIfExists(address);
      Files.deleteIfExists(home);
    }
  }

  private static void run(Path home, String... words) {
    Terminal nobody =
        new Terminal(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            OutputStream.nullOutputStream(),
            new Shape(false, false, true, 80));
    Rekey.run(
        new Surroundings(
            nobody,
            Clock.systemUTC(),
            Map.of("REKEY_HOME", home.toString()),
            home,
            "nobody",
            Duration.ofSeconds(1)),
        words);
  }
}
