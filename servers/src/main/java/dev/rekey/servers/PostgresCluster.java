// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * PostgreSQL's data on disk: made once, whole or not at all, then kept.
 *
 * @param folder holds {@code data} and the superuser's {@code password}, both private
 * @param programs that made the data and run it
 * @param user who runs them
 */
record PostgresCluster(Path folder, PostgresPrograms programs, UnprivilegedUser user) {
  /** Superuser and database have the same name. */
  static final String NAME = "rekey";

  private static final Duration TO_MAKE = Duration.ofMinutes(2);
  private static final int PASSWORD_BYTES = 24;

  /**
   * Stretching protects words that people think of. This password is random: nobody finds it by
   * trying, and a thousand rounds of hashing would only delay whoever connects.
   */
  private static final String FIRST_STATEMENTS =
      """
      SET scram_iterations = 1
      ALTER ROLE %s PASSWORD '%s'
      CREATE DATABASE %s
      """;

  private static final Predicate<String> IS_POSTGRES = command -> command.endsWith("/postgres");

  Path data() {
    return folder.resolve("data");
  }

  Path passwordFile() {
    return folder.resolve("password");
  }

  /** Makes it if it is not there; clears away what a crash left. */
  void prepare() {
    PrivateFiles.folder(folder);
    try {
      if (Files.exists(data())) {
        refuseOtherVersions();
        forgetRecycledPid();
      } else {
        make();
      }
    } catch (IOException e) {
      throw new ServerFailure(
          "preparing PostgreSQL's data in " + folder,
          e.getClass().getSimpleName() + " " + e.getMessage(),
          "check space and rights there",
          e);
    }
  }

  private void make() throws IOException {
    // One name for all of it, given at the end: what a crash leaves is thrown away next time.
    Path unfinished = folder.resolve("data.unfinished");
    deleteTree(unfinished);
    PrivateFiles.folder(unfinished);
    user.giveFolder(unfinished);
    writePassword();
    run(
        "making PostgreSQL's data",
        Path.of("/dev/null"),
        programs.initdb().toString(),
        "--pgdata=" + unfinished,
        "--username=" + NAME,
        "--auth=scram-sha-256",
        "--pwfile=" + passwordFile(),
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        "--data-checksums");
    Path statement = folder.resolve("database.sql");
    PrivateFiles.write(statement, FIRST_STATEMENTS.formatted(NAME, password(), NAME));
    run(
        "making the database",
        statement,
        programs.postgres().toString(),
        "--single",
        "-D",
        unfinished.toString(),
        "postgres");
    Files.delete(statement);
    Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private String password() throws IOException {
    return Files.readString(passwordFile());
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    PrivateFiles.write(passwordFile(), Base64.getUrlEncoder().withoutPadding().encode(random));
  }

  private void run(String what, Path input, String... command) throws IOException {
    ShortCommand.Answer answer =
        ShortCommand.run(user.run(List.of(command)), TO_MAKE, Map.of(), false, input);
    if (!answer.succeeded()) {
      throw new ServerFailure(
          what + " in " + folder,
          answer.tail(),
          "read the lines above; or give Rekey the URL of a PostgreSQL server of yours");
    }
  }

  private void refuseOtherVersions() throws IOException {
    String made = Files.readString(data().resolve("PG_VERSION")).strip();
    ShortCommand.Answer answer =
        ShortCommand.run(
            List.of(programs.postgres().toString(), "--version"), Duration.ofSeconds(10));
    String runs = answer.output().strip();
    if (answer.succeeded() && !runs.matches(".*\\) " + made + "\\b.*")) {
      throw new ServerFailure(
          "opening PostgreSQL's data in " + data(),
          "it was made by version " + made + ", this build brings " + runs,
          "dump it with the Rekey that made it, move the folder away, and restore");
    }
  }

  /**
   * PostgreSQL takes a live process with the pid in its lock file for a rival on the same data,
   * even if that is some other program that got the number after a crash. Ours is dead: our own pid
   * file says so before this is called.
   */
  private void forgetRecycledPid() throws IOException {
    Path lock = data().resolve("postmaster.pid");
    if (!Files.exists(lock)) {
      return;
    }
    List<String> lines = Files.readAllLines(lock);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("[1-9]\\d{0,9}")) {
      return;
    }
    boolean recycled =
        ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
            .filter(process -> process.info().command().filter(IS_POSTGRES).isEmpty())
            .isPresent();
    if (recycled) {
      Files.delete(lock);
    }
  }

  private static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
