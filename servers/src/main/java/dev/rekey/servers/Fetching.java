// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.nio.file.Files;
import java.nio.file.Path;

/** What the programs of servers are fetched with, and where they are kept. */
public final class Fetching {

  private Fetching() {}

  /**
   * The Python that fetches, as people know it.
   *
   * @throws ServerFailure if there is none
   */
  public static String python() {
    Python python = Python.find(SearchPath.ofThisProcess());
    return "Python %s at %s".formatted(python.version(), python.interpreter());
  }

  /**
   * The folder in which fetched programs are kept; it need not be there yet.
   *
   * @throws ServerFailure if it is there and cannot be written to
   */
  public static Path cache() {
    Path folder = Cache.ofThisUser().folder();
    if (Files.exists(folder) && !Files.isWritable(folder)) {
      throw new ServerFailure(
          "using the cache " + folder,
          "this user may not write there",
          "give the folder to this user, or set REKEY_CACHE to another one");
    }
    return folder;
  }
}
