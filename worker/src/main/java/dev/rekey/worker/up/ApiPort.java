// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.ServerFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The port of the API, remembered in the home, so that it stays the same over runs.
 *
 * @param home the folder that remembers it
 * @param name of the file there
 */
record ApiPort(Path home, String name) {

  static final String LOOPBACK = "127.0.0.1";

  /**
   * The port to use.
   *
   * @param wanted 0 for the one of the last run, or any free one
   * @throws ServerFailure if the one that is wanted is taken
   */
  int choose(int wanted) {
    if (wanted != 0) {
      return free(wanted);
    }
    Path file = home.resolve(name);
    try {
      if (Files.exists(file)) {
        int last = Integer.parseInt(Files.readString(file).strip());
        if (isFree(last)) {
          return last;
        }
      }
      try (ServerSocket any = new ServerSocket(0, 1, InetAddress.ofLiteral(LOOPBACK))) {
        Embedded.write(file, String.valueOf(any.getLocalPort()));
        return any.getLocalPort();
      }
    } catch (IOException | NumberFormatException refused) {
      throw new ServerFailure(
          "remembering the port of the API in " + file,
          String.valueOf(refused.getMessage()),
          "delete that file, and check that this user may write to its folder",
          refused);
    }
  }

  private static int free(int wanted) {
    if (!isFree(wanted)) {
      throw new ServerFailure(
          "listening at %s:%d".formatted(LOOPBACK, wanted),
          "another program has that port",
          "see which: ss -ltnp 'sport = :%d'; or let Rekey choose: --port 0".formatted(wanted));
    }
    return wanted;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      // As Rekey itself will: connections of the last run that linger are nobody's.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
