// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.Ports;
import dev.rekey.servers.ServerFailure;
import java.nio.file.Path;

/**
 * The port of the API, remembered in the home, so that it stays the same over runs.
 *
 * @param home the folder that remembers it
 * @param name under which it does
 */
record ApiPort(Path home, String name) {

  static final String LOOPBACK = "127.0.0.1";

  /**
   * The port to use.
   *
   * @param wanted 0 for the one of the last run, or any free one
   * @throws ServerFailure if the one that is wanted is taken, or none can be remembered
   */
  int choose(int wanted) {
    return wanted == 0 ? Ports.of(home, name, false) : free(wanted);
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
