// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.servers.Fetching;
import dev.rekey.servers.ServerFailure;
import dev.rekey.worker.cli.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What Rekey needs of the machine that it runs on. */
record MachineChecks(Path home) {

  private static final int JDK = 25;
  private static final long LEAST_SPACE = 1L << 30;

  List<Finding> findings() {
    return List.of(jdk(Runtime.version().feature()), space(LEAST_SPACE));
  }

  /** What servers that Rekey starts itself come from; nothing where all are somebody else's. */
  static List<Finding> fetching(UpSettings settings) {
    List<Finding> findings = new ArrayList<>();
    boolean ownTemporal = settings.temporal().address() == null;
    if (ownTemporal) {
      findings.add(asked("python", Fetching::python));
    }
    if (ownTemporal || settings.postgres() == null) {
      findings.add(asked("cache", () -> "fetched programs are kept in " + Fetching.cache()));
    }
    return findings;
  }

  static Finding jdk(int feature) {
    return feature >= JDK
        ? Finding.ok("jdk", "Java %d at %s".formatted(feature, System.getProperty("java.home")))
        : Finding.wrong(
            "jdk",
            "Java %d (expected: %d or newer)".formatted(feature, JDK),
            "install a JDK %d, or set REKEY_JAVA to the folder of one".formatted(JDK));
  }

  /** Space where state is kept: in the nearest folder that is there. */
  Finding space(long least) {
    Path folder = home.toAbsolutePath();
    while (Files.notExists(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free >= least
          ? Finding.ok("disk", "%,d MiB free at %s".formatted(free >> 20, folder))
          : Finding.wrong(
              "disk",
              "%,d MiB free at %s (expected: at least %,d)"
                  .formatted(free >> 20, folder, least >> 20),
              "make space there, or give another --home");
    } catch (IOException unreadable) {
      return Finding.wrong(
          "disk",
          "%s cannot be asked: %s".formatted(folder, unreadable.getMessage()),
          "check that this user may read there, or give another --home");
    }
  }

  static Finding asked(String part, Supplier<String> question) {
    try {
      return Finding.ok(part, question.get());
    } catch (ServerFailure failure) {
      return Finding.wrong(part, failure.what(), failure.next());
    }
  }
}
