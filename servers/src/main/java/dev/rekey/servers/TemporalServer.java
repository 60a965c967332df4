// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Temporal's development server with its state in a SQLite file: one process, everything included.
 *
 * <p>The write-ahead log and {@code synchronous=normal} make it more than twice as fast as its
 * defaults; what is committed survives the death of the process, and a power cut may cost the last
 * moments, never consistency. Namespaces and search attributes are not made here.
 */
public final class TemporalServer implements Server {
  private static final String NAME = "temporal";

  /**
   * Of four partitions, which a task queue has by default, three hand on all they get: they are for
   * clusters of servers, and cost a single one a tenth of its work.
   */
  private static final List<String> ONE_PARTITION =
      List.of("matching.numTaskqueueReadPartitions", "matching.numTaskqueueWritePartitions");

  /** Far more than it needs, for a machine that is busy; one that dies is noticed at once. */
  private static final Duration TO_START = Duration.ofMinutes(3);

  private static final Duration TO_CONNECT = Duration.ofSeconds(1);
  private static final Duration TO_ANSWER = Duration.ofSeconds(10);

  private final ChildProcess process;
  private final Optional<URI> ui;

  private TemporalServer(ChildProcess process, Optional<URI> ui) {
    this.process = process;
    this.ui = ui;
  }

  /**
   * Starts it, or takes over the one that an earlier run left behind. Starting again after {@link
   * #kill} brings back the same address and the same state.
   *
   * @param stateDir holds database, log, pid file and ports
   * @throws ServerFailure if the program cannot be had or does not answer
   */
  public static TemporalServer start(Path stateDir, TemporalOptions options) {
    try (StateLock lock = StateLock.take(stateDir, NAME, TO_START)) {
      Path folder = stateDir.toAbsolutePath();
      Path program = TemporalProgram.find(Cache.ofThisUser());
      boolean held =
          ChildProcess.leftover(spec(folder, List.of(program.toString()), 0)).isPresent();
      int port = Ports.of(folder, NAME, held);
      int uiPort = options.ui() ? Ports.of(folder, NAME + "-ui", held) : 0;
      ChildSpec spec = spec(folder, command(program, folder, port, uiPort, options), port);
      ChildProcess process =
          Launch.adoptOrStart(spec, () -> isServing(program, folder, port), TO_START);
      return new TemporalServer(
          process,
          options.ui() ? Optional.of(URI.create("http://127.0.0.1:" + uiPort)) : Optional.empty());
    }
  }

  /** The program, which is Temporal's command line too: the one on PATH, else the pinned one. */
  public static Path program() {
    return TemporalProgram.find(Cache.ofThisUser());
  }

  /** The one that runs from that folder now; nothing is started or taken over. */
  public static Optional<TemporalServer> running(Path stateDir) {
    Path folder = stateDir.toAbsolutePath();
    if (ChildProcess.leftover(spec(folder, List.of(NAME), 0)).isEmpty()) {
      return Optional.empty();
    }
    int port = Ports.of(folder, NAME, true);
    return ChildProcess.leftover(spec(folder, List.of(NAME), port))
        .map(process -> new TemporalServer(process, Optional.empty()));
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  /** Where clients connect, {@code 127.0.0.1:PORT}. */
  public String target() {
    return "127.0.0.1:" + port();
  }

  /** The web pages; empty if they were not asked for. */
  public Optional<URI> ui() {
    return ui;
  }

  private static ChildSpec spec(Path folder, List<String> command, int port) {
    return new ChildSpec(
        NAME, folder, command, environment(folder), port, Signal.TERM, Duration.ofSeconds(15));
  }

  /** A home of its own: what the user has set up for the command line must not change a server. */
  private static Map<String, String> environment(Path folder) {
    return Map.of("HOME", folder.toString());
  }

  private static List<String> command(
      Path program, Path folder, int port, int uiPort, TemporalOptions options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--db-filename",
                folder.resolve("temporal.db").toString(),
                "--sqlite-pragma",
                "journal_mode=wal",
                "--sqlite-pragma",
                "synchronous=normal",
                "--log-level",
                "warn"));
    for (String whole : ONE_PARTITION) {
      command.addAll(List.of("--dynamic-config-value", whole + "=1"));
    }
    if (options.ui()) {
      command.addAll(List.of("--ui-port", Integer.toString(uiPort), "--ui-disable-news-fetch"));
    } else {
      command.add("--headless");
    }
    options
        .codecEndpoint()
        .ifPresent(uri -> command.addAll(List.of("--ui-codec-endpoint", uri.toString())));
    options.dynamicConfig().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(setting ->
            command.addAll(
                List.of("--dynamic-config-value", setting.getKey() + "=" + setting.getValue())));
    return command;
  }

  /**
   * The command line speaks gRPC, so that this module need not; it is asked once it can connect.
   */
  private static boolean isServing(Path program, Path folder, int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
          (int) TO_CONNECT.toMillis());
    }
    ShortCommand.Answer answer =
        ShortCommand.run(
            List.of(
                program.toString(),
                "operator",
                "cluster",
                "health",
                "--address",
                "127.0.0.1:" + port,
                "--command-timeout",
                TO_ANSWER.toSeconds() + "s"),
            TO_ANSWER.plusSeconds(2),
            environment(folder),
            false,
            null);
    return answer.succeeded() && answer.output().contains("SERVING");
  }
}
