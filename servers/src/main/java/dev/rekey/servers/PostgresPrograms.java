// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's own programs, from the archive that the build put on the class path, unpacked once
 * into the cache.
 *
 * @param folder holds {@code bin/postgres}, {@code bin/initdb}, {@code lib} and {@code share}
 */
record PostgresPrograms(Path folder) {

  /** Sums of archives, which stay what they are while a process lives; each takes a while. */
  private static final Map<String, String> SUMS = new ConcurrentHashMap<>();

  static PostgresPrograms find(Cache cache) {
    String archive = archive(Platform.current());
    try {
      String sum = sum(archive);
      Path folder =
          cache.entry(
              "postgresql-" + sum.substring(0, 12),
              empty -> {
                try (InputStream in = open(archive)) {
                  unpack(in, empty);
                }
              });
      return new PostgresPrograms(folder);
    } catch (IOException e) {
      throw new ServerFailure(
          "unpacking " + archive, String.valueOf(e.getMessage()), "build Rekey again", e);
    }
  }

  private static String sum(String archive) throws IOException {
    String known = SUMS.get(archive);
    if (known != null) {
      return known;
    }
    try (InputStream in = open(archive)) {
      String sum = Sha256.of(in);
      SUMS.put(archive, sum);
      return sum;
    }
  }

  Path postgres() {
    return folder.resolve("bin").resolve("postgres");
  }

  Path initdb() {
    return folder.resolve("bin").resolve("initdb");
  }

  /** The names that the published archives have. */
  private static String archive(Platform platform) {
    return switch (platform) {
      case LINUX_X86_64 -> "postgres-linux-x86_64.txz";
      case LINUX_AARCH64 -> "postgres-linux-arm_64.txz";
      case MACOS_X86_64 -> "postgres-darwin-x86_64.txz";
      case MACOS_ARM64 -> "postgres-darwin-arm_64.txz";
      case OTHER ->
          throw new ServerFailure(
              "looking for PostgreSQL's programs",
              "there are none for " + Platform.description(),
              "start Rekey with the URL of a PostgreSQL 17 or 18 server of yours");
    };
  }

  private static InputStream open(String archive) throws IOException {
    InputStream in = PostgresPrograms.class.getResourceAsStream("/" + archive);
    return Optional.ofNullable(in)
        .orElseThrow(() ->
            new IOException(
                "this build holds no " + archive + ": it was made on another kind of machine"));
  }

  /** Entries are ours by the build's checksum; leaving the folder is refused all the same. */
  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("the archive has an entry outside of it: " + entry.getName());
        }
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = target.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, target);
      boolean program = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
