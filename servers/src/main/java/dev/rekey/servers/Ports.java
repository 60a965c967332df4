// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1, each remembered in the state folder, so that a server comes back under the
 * address that its clients know.
 *
 * <p>They are taken from below the range that systems use for outgoing connections. While a server
 * is down, a client that keeps connecting to a port of that range is sooner or later given this
 * very port as its own end, connects to itself, and keeps the server from coming back.
 */
public final class Ports {
  private static final int LOWEST = 18_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 200;

  /** How long a port that we had may stay taken by the last sockets of our killed server. */
  private static final Duration RELEASE = Duration.ofSeconds(10);

  private Ports() {}

  /**
   * The port of that name.
   *
   * @param held whether a server of ours lives and holds it, so that it need not be free
   * @return the same as last time; another one only if a stranger has taken it, or if it lies in
   *     the range of outgoing connections
   * @throws ServerFailure if it cannot be remembered
   */
  public static int of(Path stateDir, String name, boolean held) {
    return of(stateDir, name, held, RELEASE);
  }

  static int of(Path stateDir, String name, boolean held, Duration release) {
    Path file = stateDir.resolve(name + ".port");
    try {
      if (Files.exists(file)) {
        int known = Integer.parseInt(Files.readString(file).strip());
        if (held || isOurs(known) && Waiting.until(release, () -> isFree(known))) {
          return known;
        }
      }
      int port = anyFree();
      PrivateFiles.folder(stateDir);
      PrivateFiles.write(file, Integer.toString(port));
      return port;
    } catch (IOException | NumberFormatException e) {
      throw new ServerFailure(
          "remembering a port in " + file,
          String.valueOf(e.getMessage()),
          "delete that file, and check that this user may write to its folder",
          e);
    }
  }

  /** Earlier versions took them from all ports. */
  private static boolean isOurs(int port) {
    return port >= LOWEST && port < HIGHEST;
  }

  /** One that nobody has now, which no outgoing connection is given either. */
  public static int anyFree() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new ServerFailure(
        "finding a free port between " + LOWEST + " and " + HIGHEST + " of 127.0.0.1",
        "all of " + ATTEMPTS + " tried ones were taken",
        "see what listens with: ss -ltn");
  }

  /** Whether one could listen there now; connections of the last run that linger are nobody's. */
  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
