// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * moto and the packages that its server needs, in a folder of their own: nothing of this machine's
 * Python is changed. Each wheel is pinned by its SHA-256.
 *
 * @param python that they were compiled for
 * @param folder put on {@code PYTHONPATH}
 */
record MotoPackages(Python python, Path folder) {
  private static final String REQUIREMENTS = "moto-requirements.txt";

  static MotoPackages find(Cache cache) {
    Python python = Python.find(SearchPath.ofThisProcess());
    byte[] requirements = requirements();
    String entry =
        "moto-py%s-%s".formatted(python.version(), Sha256.of(requirements).substring(0, 12));
    return new MotoPackages(
        python, cache.entry(entry, empty -> install(python, requirements, empty)));
  }

  /**
   * Into a target folder rather than a virtual environment: that needs no package of its own on
   * Debian, is not refused where the system's Python is "externally managed", and can be renamed.
   */
  private static void install(Python python, byte[] requirements, Path empty) throws IOException {
    Path list = Files.write(empty.resolve(REQUIREMENTS), requirements);
    python.pip(
        "installing moto",
        List.of(
            "install",
            "--target",
            empty.toString(),
            "--only-binary",
            ":all:",
            "--require-hashes",
            "--no-warn-conflicts",
            "--no-compile",
            "--requirement",
            list.toString()));
  }

  private static byte[] requirements() {
    try (InputStream in = MotoPackages.class.getResourceAsStream(REQUIREMENTS)) {
      return Objects.requireNonNull(in, "the build lost " + REQUIREMENTS).readAllBytes();
    } catch (IOException e) {
      throw new ServerFailure(
          "reading " + REQUIREMENTS, String.valueOf(e.getMessage()), "build Rekey again", e);
    }
  }
}
