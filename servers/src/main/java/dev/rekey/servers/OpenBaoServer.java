// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An OpenBao on this machine with its state on disk, opened by us whenever it starts, and a KV
 * version 2 store at {@code secret/}.
 *
 * <p>The storage is {@code raft} with one node: version 2.7 has no {@code file} storage any more.
 */
public final class OpenBaoServer implements Server {
  private static final String NAME = "openbao";
  private static final Duration TO_LOCK = Duration.ofMinutes(3);

  /** Far more than it needs, for a machine that is busy; one that dies is noticed at once. */
  private static final Duration TO_START = Duration.ofMinutes(2);

  /** A lone raft node waits out an election before it is active. */
  private static final Duration TO_BE_ACTIVE = Duration.ofMinutes(2);

  private static final String TOKEN_HEADER = "X-Vault-Token";
  private static final byte[] NOTHING = new byte[0];
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ChildProcess process;
  private final OpenBaoKeys keys;

  private OpenBaoServer(ChildProcess process, OpenBaoKeys keys) {
    this.process = process;
    this.keys = keys;
  }

  /**
   * Starts it, or takes over the one that an earlier run left behind, and unseals it. Starting
   * again after {@link #kill} brings back the same address, token and content.
   *
   * @param stateDir holds a folder {@code openbao} with data and keys, log, pid file and ports
   * @throws ServerFailure if the program cannot be had or does not answer
   */
  public static OpenBaoServer start(Path stateDir) {
    try (StateLock lock = StateLock.take(stateDir, NAME, TO_LOCK)) {
      Path state = stateDir.toAbsolutePath();
      Path program = Wheel.OPENBAO.program(Cache.ofThisUser());
      Path folder = PrivateFiles.folder(state.resolve(NAME));
      OpenBaoKeys keys = new OpenBaoKeys(folder);
      if (!keys.exist()) {
        setAsideWhatNobodyCanOpen(state, folder);
      }
      boolean held = ChildProcess.leftover(spec(state, List.of(NAME), 0)).isPresent();
      int port = Ports.of(state, NAME, held);
      Path config = writeConfig(folder, port, Ports.of(state, NAME + "-cluster", held));
      List<String> command = List.of(program.toString(), "server", "-config=" + config);
      ChildSpec spec = spec(state, command, port);
      OpenBaoServer server =
          new OpenBaoServer(
              Launch.adoptOrStart(spec, () -> health(port).has("sealed"), TO_START), keys);
      server.open();
      return server;
    } catch (IOException e) {
      throw new ServerFailure(
          "setting up OpenBao in " + stateDir.resolve(NAME),
          e.getClass().getSimpleName() + " " + e.getMessage(),
          "read " + stateDir.resolve(NAME + ".log"),
          e);
    }
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  /** The API, {@code http://127.0.0.1:PORT}. */
  public URI address() {
    return base(port());
  }

  /** A file of mode 0600 whose whole content is the root token. */
  public Path rootTokenFile() {
    return keys.rootToken();
  }

  /** Seals it: it answers 503 to everything until {@link #unseal}. */
  public void seal() {
    call("PUT", "sys/seal", NOTHING);
  }

  /** Opens it again and waits until it works. */
  public void unseal() {
    try {
      call("PUT", "sys/unseal", keys.unsealing());
    } catch (IOException e) {
      throw new ServerFailure(
          "reading " + keys.unsealKey(),
          String.valueOf(e.getMessage()),
          "check who owns that file",
          e);
    }
    Readiness active = () -> !health(port()).required("standby").booleanValue();
    if (!Waiting.until(TO_BE_ACTIVE, active::holds)) {
      throw new ServerFailure(
          "opening OpenBao at " + address(),
          "it is not active after " + TO_BE_ACTIVE.toSeconds() + " s, " + process.logTail(),
          "read " + process.spec().log());
    }
  }

  private void open() throws IOException {
    JsonNode health = health(port());
    if (!health.required("initialized").booleanValue()) {
      byte[] oneShare =
          "{\"secret_shares\":1,\"secret_threshold\":1}".getBytes(StandardCharsets.UTF_8);
      keys.keep(call("PUT", "sys/init", oneShare).body());
    }
    if (health.required("sealed").booleanValue()) {
      unseal();
    }
    if (!JSON.readTree(call("GET", "sys/mounts", NOTHING).body()).required("data").has("secret/")) {
      call("POST", "sys/mounts/secret", kvVersion2());
    }
    Readiness store = () -> send("GET", "secret/config", NOTHING).succeeded();
    if (!Waiting.until(TO_BE_ACTIVE, store::holds)) {
      throw new ServerFailure(
          "mounting the KV store secret/ of OpenBao at " + address(),
          "it does not answer, " + process.logTail(),
          "read " + process.spec().log());
    }
  }

  private static byte[] kvVersion2() {
    ObjectNode mount = JSON.createObjectNode().put("type", "kv");
    mount.putObject("options").put("version", "2");
    return JSON.writeValueAsBytes(mount);
  }

  private LoopbackHttp.Response call(String method, String path, byte[] body) {
    try {
      LoopbackHttp.Response response = send(method, path, body);
      if (response.succeeded()) {
        return response;
      }
      // Answers other than success name what is wrong and hold no secret.
      throw new ServerFailure(
          method + " " + path + " of OpenBao at " + address(),
          "status " + response.status() + " " + response.text().strip(),
          "read " + process.spec().log());
    } catch (IOException e) {
      throw new ServerFailure(
          method + " " + path + " of OpenBao at " + address(),
          e + ", " + process.logTail(),
          "read " + process.spec().log(),
          e);
    }
  }

  private LoopbackHttp.Response send(String method, String path, byte[] body) throws IOException {
    Map<String, String> headers =
        keys.exist() ? Map.of(TOKEN_HEADER, Files.readString(keys.rootToken())) : Map.of();
    return LoopbackHttp.send(method, base(port()).resolve("/v1/" + path), headers, body);
  }

  private static JsonNode health(int port) throws IOException {
    return JSON.readTree(LoopbackHttp.get(base(port).resolve("/v1/sys/health"), Map.of()).body());
  }

  private static URI base(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static ChildSpec spec(Path state, List<String> command, int port) {
    return new ChildSpec(
        NAME,
        state,
        command,
        Map.of("HOME", state.resolve(NAME).toString()),
        port,
        Signal.TERM,
        Duration.ofSeconds(10));
  }

  private static Path writeConfig(Path folder, int port, int clusterPort) throws IOException {
    ObjectNode config = JSON.createObjectNode();
    ObjectNode raft = config.putObject("storage").putObject("raft");
    raft.put("path", PrivateFiles.folder(folder.resolve("data")).toString());
    raft.put("node_id", "rekey");
    // The shortest election time-outs: nobody else stands for election.
    raft.put("performance_multiplier", 1);
    ObjectNode listener = config.putObject("listener").putObject("tcp");
    listener.put("address", "127.0.0.1:" + port);
    listener.put("cluster_address", "127.0.0.1:" + clusterPort);
    listener.put("tls_disable", true);
    config.put("api_addr", base(port).toString());
    config.put("cluster_addr", "https://127.0.0.1:" + clusterPort);
    config.put("log_level", "warn");
    Path file = folder.resolve("config.json");
    PrivateFiles.write(file, JSON.writeValueAsBytes(config));
    return file;
  }

  /**
   * A crash between initialising and keeping the keys leaves data that nobody can ever open, and
   * into which nobody can have written.
   */
  private static void setAsideWhatNobodyCanOpen(Path state, Path folder) throws IOException {
    ChildProcess.leftover(spec(state, List.of(NAME), 0)).ifPresent(ChildProcess::stop);
    Path data = folder.resolve("data");
    if (Files.exists(data.resolve("vault.db"))) {
      Path aside = folder.resolve("data.without-keys-" + System.currentTimeMillis());
      Files.move(data, aside, StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
