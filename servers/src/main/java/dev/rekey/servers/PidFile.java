// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a pid file says. It is written by {@link ChildScript}, in the child, before the child
 * becomes the server.
 *
 * @param process who was started
 * @param digest of the {@link ChildSpec} it was started from
 * @param port that it was told to listen on
 */
record PidFile(ProcessIdentity process, String digest, int port) {

  /** The lines that the parent knows beforehand; the child adds pid and birth to them. */
  static void prepare(ChildSpec spec) throws IOException {
    PrivateFiles.write(
        specFile(spec.pidFile()),
        "name=%s%nport=%d%nspec=%s%n".formatted(spec.name(), spec.port(), spec.digest()));
  }

  /** Empty if there is none, or if it is not whole: then nobody was ever started under it. */
  static Optional<PidFile> read(Path file) {
    Map<String, String> lines = new HashMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          lines.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new ServerFailure(
          "reading " + file, String.valueOf(e.getMessage()), "check who owns that file", e);
    }
    String pid = lines.getOrDefault("pid", "");
    String port = lines.getOrDefault("port", "");
    String born = lines.getOrDefault("born", "");
    boolean whole = pid.matches("[1-9][0-9]{0,9}") && port.matches("[0-9]{1,5}") && !born.isEmpty();
    return whole
        ? Optional.of(
            new PidFile(
                new ProcessIdentity(Long.parseLong(pid), born),
                lines.getOrDefault("spec", ""),
                Integer.parseInt(port)))
        : Optional.empty();
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      Files.deleteIfExists(specFile(file));
    } catch (IOException e) {
      // A pid file of a dead process does no harm: it is compared with the living before use.
    }
  }

  private static Path specFile(Path pidFile) {
    return pidFile.resolveSibling(pidFile.getFileName() + ".spec");
  }
}
