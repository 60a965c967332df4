// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.up;

import dev.rekey.runtime.keys.KeysetFile;
import dev.rekey.worker.cli.Finding;
import dev.rekey.worker.systems.SecretFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The key files of an installation, looked at without making any.
 *
 * @param used whether the ledger holds anything, so that its keys must be there
 */
record KeyChecks(Path keys, boolean used) {

  private static final String SEALS = "HMAC_SHA256_256BITTAG";
  private static final String ENCRYPTS = "AES256_GCM";

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    findings.add(keyset("instance key", keys.resolve("instance.key"), SEALS, used));
    findings.add(keyset("codec key", keys.resolve("codec.key"), ENCRYPTS, used));
    escrow().forEach(file -> findings.add(keyset("escrow key", file, ENCRYPTS, false)));
    for (String name : List.of("api.token", "metrics.token", "codec.path")) {
      Path file = keys.resolve(name);
      if (Files.exists(file)) {
        findings.add(own(name, file));
      }
    }
    return findings;
  }

  private List<Path> escrow() {
    try (Stream<Path> files = Files.list(keys.resolve("escrow"))) {
      return files.filter(file -> file.toString().endsWith(".key")).sorted().toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static Finding keyset(String part, Path file, String template, boolean mustBeThere) {
    if (Files.notExists(file)) {
      return mustBeThere
          ? Finding.wrong(
              part,
              "%s is missing, and the database holds a ledger".formatted(file),
              "put the file back from where you keep it, mode 0600; a start without it makes"
                  + " another, which opens nothing that is there")
          : Finding.ok(part, "%s is made by the first start".formatted(file));
    }
    Finding mode = own(part, file);
    if (!mode.ok()) {
      return mode;
    }
    try {
      int count = KeysetFile.at(file, template).keyset().size();
      return Finding.ok(part, "%s, mode 0600, keys: %d".formatted(file, count));
    } catch (IllegalStateException unreadable) {
      return Finding.wrong(
          part,
          String.valueOf(unreadable.getMessage()),
          "put the file back from where you keep it");
    }
  }

  private static Finding own(String part, Path file) {
    try {
      SecretFiles.read(file).close();
      return Finding.ok(part, "%s, mode 0600".formatted(file));
    } catch (IllegalStateException refused) {
      return Finding.wrong(part, String.valueOf(refused.getMessage()), "chmod 600 " + file);
    }
  }
}
