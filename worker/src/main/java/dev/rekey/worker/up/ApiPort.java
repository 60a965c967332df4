// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.Ports;
import dev.rekey.servers.ServerFailure;
import java.io.IOException;
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
        if (Ports.isFree(last)) {
          return last;
        }
      }
      int any = Ports.anyFree();
      Embedded.write(file, String.valueOf(any));
      return any;
    } catch (IOException | NumberFormatException refused) {
      throw new ServerFailure(
          "remembering the port of the API in " + file,
          String.valueOf(refused.getMessage()),
          "delete that file, and check that this user may write to its folder",
          refused);
    }
  }

  private static int free(int wanted) {
    if (!Ports.isFree(wanted)) {
      throw new ServerFailure(
          "listening at %s:%d".formatted(LOOPBACK, wanted),
          "another program has that port",
          "see which: ss -ltnp 'sport = :%d'; or let Rekey choose: --port 0".formatted(wanted));
    }
    return wanted;
  }
}
