// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PostgreSQL server of our own, its data kept between runs, reachable from this machine only and
 * with a password that only this user can read.
 */
public final class PostgresServer implements Server {
  private static final String NAME = "postgres";
  private static final Duration TO_LOCK = Duration.ofMinutes(3);

  /** Recovery after a crash reads the write-ahead log; one that dies is noticed at once. */
  private static final Duration TO_START = Duration.ofMinutes(3);

  private static final Duration TO_ANSWER = Duration.ofSeconds(2);

  /** What it prints while queries of a killed server still run. */
  private static final String ORPHANS = "pre-existing shared memory block";

  /** Version 3.0 of the protocol, its start-up message. */
  private static final int PROTOCOL = 3 << 16;

  /** First byte of "prove who you are": then the server takes connections. */
  private static final int AUTHENTICATION = 'R';

  private final ChildProcess process;
  private final PostgresCluster cluster;

  private PostgresServer(ChildProcess process, PostgresCluster cluster) {
    this.process = process;
    this.cluster = cluster;
  }

  /**
   * Starts it, or takes over the one that an earlier run left behind. Starting again after {@link
   * #kill} brings back the same address and everything that was committed.
   *
   * @param stateDir holds a folder {@code postgres} with data and password, log, pid file and port
   * @throws ServerFailure if it cannot run here or does not answer
   */
  public static PostgresServer start(Path stateDir) {
    return start(stateDir, UnprivilegedUser.ofThisProcess());
  }

  static PostgresServer start(Path stateDir, UnprivilegedUser user) {
    try (StateLock lock = StateLock.take(stateDir, NAME, TO_LOCK)) {
      Path folder = stateDir.toAbsolutePath();
      PostgresCluster cluster =
          new PostgresCluster(
              folder.resolve(NAME), PostgresPrograms.find(Cache.ofThisUser()), user);
      boolean held = ChildProcess.leftover(spec(folder, List.of(NAME), 0)).isPresent();
      if (!held) {
        cluster.prepare();
      }
      int port = Ports.of(folder, NAME, held);
      ChildSpec spec = spec(folder, command(cluster, port), port);
      return new PostgresServer(launch(spec, port), cluster);
    }
  }

  /** The one that runs from that folder now; nothing is started or taken over. */
  public static Optional<PostgresServer> running(Path stateDir) {
    Path folder = stateDir.toAbsolutePath();
    if (ChildProcess.leftover(spec(folder, List.of(NAME), 0)).isEmpty()) {
      return Optional.empty();
    }
    int port = Ports.of(folder, NAME, true);
    return ChildProcess.leftover(spec(folder, List.of(NAME), port))
        .map(process ->
            new PostgresServer(
                process,
                new PostgresCluster(
                    folder.resolve(NAME),
                    PostgresPrograms.find(Cache.ofThisUser()),
                    UnprivilegedUser.ofThisProcess())));
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  /** The database, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + PostgresCluster.NAME;
  }

  /** The superuser. */
  public String user() {
    return PostgresCluster.NAME;
  }

  /** Mode 0600; its whole content is the password, without a line end. */
  public Path passwordFile() {
    return cluster.passwordFile();
  }

  /**
   * After a kill, a query that computes notices the death of its server only when it has something
   * to say; until then PostgreSQL refuses to start on the same data, and rightly so.
   */
  private static ChildProcess launch(ChildSpec spec, int port) {
    long deadline = System.nanoTime() + TO_START.toNanos();
    while (true) {
      try {
        return Launch.adoptOrStart(spec, () -> asksForPassword(port), TO_START);
      } catch (ServerFailure e) {
        boolean orphans = String.valueOf(e.getMessage()).contains(ORPHANS);
        if (!orphans || System.nanoTime() > deadline) {
          throw e;
        }
      }
    }
  }

  /** Asked to end by INT: TERM would wait for every client to leave by itself. */
  private static ChildSpec spec(Path folder, List<String> command, int port) {
    return new ChildSpec(NAME, folder, command, Map.of(), port, Signal.INT, Duration.ofSeconds(20));
  }

  private static List<String> command(PostgresCluster cluster, int port) {
    List<String> command = new ArrayList<>(List.of(cluster.programs().postgres().toString(), "-D"));
    command.add(cluster.data().toString());
    List.of(
            "port=" + port,
            "listen_addresses=127.0.0.1",
            // A socket file would need a folder that a child of root may write to.
            "unix_socket_directories=",
            "max_connections=200",
            "logging_collector=off",
            // A failing statement is not written to the log: it may carry what it should not.
            "log_min_error_statement=panic",
            "log_checkpoints=off",
            "wal_level=minimal",
            "max_wal_senders=0")
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return cluster.user().run(command);
  }

  /**
   * Says hello as the superuser and looks at the first byte: a server that still recovers answers
   * with an error, one that works asks for the password.
   */
  private static boolean asksForPassword(int port) throws IOException {
    try (Socket socket = new Socket()) {
      int patience = (int) TO_ANSWER.toMillis();
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), patience);
      socket.setSoTimeout(patience);
      byte[] parameters =
          "user\0%1$s\0database\0%1$s\0\0"
              .formatted(PostgresCluster.NAME)
              .getBytes(StandardCharsets.US_ASCII);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeInt(Integer.BYTES + Integer.BYTES + parameters.length);
      out.writeInt(PROTOCOL);
      out.write(parameters);
      out.flush();
      return new DataInputStream(socket.getInputStream()).read() == AUTHENTICATION;
    }
  }
}
