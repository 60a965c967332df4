// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.servers.ChildProcess;
import dev.rekey.servers.ChildSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rekey as its users have it: {@code rekey up} as a process, commands, and the HTTP API. */
final class RekeyProcess implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TO_START = Duration.ofMinutes(3);

  private final Path home;
  private final Path lib;
  private final ChildProcess up;
  private final Stage stage;
  private final HttpClient http = HttpClient.newHttpClient();

  private RekeyProcess(Path home, Path lib, ChildProcess up, Stage stage) {
    this.home = home;
    this.lib = lib;
    this.up = up;
    this.stage = stage;
  }

  /** What a command printed, and its exit code. */
  record Done(int code, String out, String err) {}

  static RekeyProcess start(Path folder, Stage stage) throws IOException {
    Path home = folder.resolve("home");
    Path lib =
        Path.of(System.getProperty("rekey.checkout", "."))
            .resolve("worker")
            .resolve("target")
            .resolve("rekey")
            .resolve("lib")
            .toAbsolutePath();
    if (!Files.isDirectory(lib)) {
      throw new IOException(
          "%s is missing (expected: a built Rekey; start the demo by ./rekey demo)".formatted(lib));
    }
    stage.command(List.of("rekey", "up", "--home", home.toString()));
    List<String> command = java(lib, List.of("-Xmx1g"));
    command.addAll(List.of("up", "--home", home.toString()));
    Files.createDirectories(folder.resolve("rekey"));
    ChildProcess up =
        ChildProcess.start(new ChildSpec("rekey", folder.resolve("rekey"), command, 1));
    RekeyProcess rekey = new RekeyProcess(home, lib, up, stage);
    rekey.awaitStart();
    return rekey;
  }

  private static List<String> java(Path lib, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.add("-cp");
    command.add(lib + "/*");
    command.add("dev.rekey.worker.cli.Rekey");
    return command;
  }

  private void awaitStart() throws IOException {
    Instant deadline = Instant.now().plus(TO_START);
    while (true) {
      if (Files.exists(home.resolve("api.json"))) {
        try {
          stage.say("Rekey answers; Temporal's pages are at " + temporalUi());
          return;
        } catch (IOException notYet) {
          stage.progress("Rekey is starting");
        }
      }
      if (!up.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IOException("rekey up did not come up:\n" + up.logTail());
      }
      LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
    }
  }

  String temporalUi() throws IOException {
    return get("/status").get("temporal").get("ui").asString();
  }

  Path home() {
    return home;
  }

  /** Runs a command as a person would, showing it; any exit code is an answer. */
  Done run(String... arguments) throws IOException {
    stage.command(shown(arguments));
    return execute(new byte[0], arguments);
  }

  /** Runs a command that reads from its standard input what may stand on no command line. */
  Done runWith(byte[] input, String remark, String... arguments) throws IOException {
    stage.command(shown(arguments), remark);
    return execute(input, arguments);
  }

  private static List<String> shown(String... arguments) {
    List<String> words = new ArrayList<>(List.of("rekey"));
    words.addAll(List.of(arguments));
    return words;
  }

  private Done execute(byte[] input, String... arguments) throws IOException {
    List<String> command = java(lib, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("REKEY_HOME", home.toString());
    Process process = builder.start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    }
    StringBuilder err = new StringBuilder();
    Thread reader =
        Thread.ofPlatform().daemon().start(() -> err.append(text(process.getErrorStream())));
    String out = text(process.getInputStream());
    try {
      reader.join();
      return new Done(process.waitFor(), out, err.toString());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  /** Runs a command that must succeed. */
  String must(String... arguments) throws IOException {
    return good(run(arguments), arguments);
  }

  /** What a command that had to succeed printed. */
  static String good(Done done, String... arguments) throws IOException {
    if (done.code() != 0) {
      throw new IOException(
          "rekey %s ended with %d: %s%s"
              .formatted(String.join(" ", arguments), done.code(), done.out(), done.err()));
    }
    return done.out();
  }

  /** Reads from the HTTP API. */
  JsonNode get(String path) throws IOException {
    JsonNode api = JSON.readTree(Files.readString(home.resolve("api.json")));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api.get("url").stringValue() + "/api/v1" + path))
            .header("Authorization", "Bearer " + api.get("token").stringValue())
            .timeout(Duration.ofSeconds(20))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("%s: %d %s".formatted(path, answer.statusCode(), answer.body()));
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stopped);
    }
  }

  private static String text(InputStream stream) {
    try (stream) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException gone) {
      return "";
    }
  }

  @Override
  public void close() {
    http.close();
    up.stop();
  }
}
