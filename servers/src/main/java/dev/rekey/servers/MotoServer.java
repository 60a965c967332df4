// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * moto, which speaks AWS's IAM and STS and checks signatures and keys. Its state is in memory only:
 * it is frozen where other servers are killed, and one that died has forgotten everything.
 *
 * <p>It is laxer than AWS: it takes inactive keys and has no lag. What is missing is added by the
 * sandbox's proxy, not here.
 */
public final class MotoServer implements Server {
  private static final String NAME = "moto";
  private static final Duration TO_LOCK = Duration.ofMinutes(10);

  /** Far more than it needs, for a machine that is busy; one that dies is noticed at once. */
  private static final Duration TO_START = Duration.ofMinutes(3);

  private final ChildProcess process;
  private final Path adminKeyFile;

  private MotoServer(ChildProcess process, Path adminKeyFile) {
    this.process = process;
    this.adminKeyFile = adminKeyFile;
  }

  /**
   * Starts it, empty but for an administrator, or takes over the one that an earlier run left
   * behind with all that it holds.
   *
   * @param stateDir holds log, pid file, port and the administrator's key
   * @throws ServerFailure if it cannot be had or does not answer
   */
  public static MotoServer start(Path stateDir) {
    try (StateLock lock = StateLock.take(stateDir, NAME, TO_LOCK)) {
      Path state = stateDir.toAbsolutePath();
      Path adminKeyFile = state.resolve("moto-admin.json");
      MotoPackages packages = MotoPackages.find(Cache.ofThisUser());
      Optional<ChildProcess> leftover = ChildProcess.leftover(spec(state, packages, 0));
      if (!Files.exists(adminKeyFile)) {
        // Its parent died before it had a key: nobody can use it any more.
        leftover.ifPresent(ChildProcess::stop);
      }
      int port = Ports.of(state, NAME, leftover.filter(ChildProcess::isAlive).isPresent());
      ChildProcess process =
          Launch.adoptOrStart(
              spec(state, packages, port),
              () -> answers(port),
              TO_START,
              () -> forget(adminKeyFile));
      if (!Files.exists(adminKeyFile)) {
        MotoAdmin.create(address(port), adminKeyFile);
      }
      return new MotoServer(process, adminKeyFile);
    } catch (IOException | UncheckedIOException e) {
      throw new ServerFailure(
          "making moto's administrator",
          e.getClass().getSimpleName() + " " + e.getMessage(),
          "read " + stateDir.resolve(NAME + ".log"),
          e);
    }
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  /** One address for all services; moto finds out from the signature which one is meant. */
  public URI address() {
    return address(port());
  }

  /** Mode 0600; one JSON object {@code {"id":"AKIA…","secret":"…"}} that may do everything. */
  public Path adminKeyFile() {
    return adminKeyFile;
  }

  /** A key of the one before would be taken for the new one's after a crash in between. */
  private static void forget(Path adminKeyFile) {
    try {
      Files.deleteIfExists(adminKeyFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(int port) {
    return URI.create("http://127.0.0.1:" + port + "/");
  }

  private static ChildSpec spec(Path state, MotoPackages packages, int port) {
    List<String> command =
        List.of(
            packages.python().interpreter().toString(),
            "-s",
            "-m",
            "moto.server",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port));
    Map<String, String> environment =
        Map.of(
            "PYTHONPATH",
            packages.folder().toString(),
            "PYTHONDONTWRITEBYTECODE",
            "1",
            "INITIAL_NO_AUTH_ACTION_COUNT",
            Integer.toString(MotoAdmin.ACTIONS));
    return new ChildSpec(
        NAME, state, command, environment, port, Signal.TERM, Duration.ofSeconds(5));
  }

  /** Its own interface, which counts as no action of AWS. */
  private static boolean answers(int port) throws IOException {
    return LoopbackHttp.get(address(port).resolve("/moto-api/data.json"), Map.of()).succeeded();
  }
}
