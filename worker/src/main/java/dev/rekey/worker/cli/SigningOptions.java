// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.PersonName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who signs, and with what. */
final class SigningOptions {

  @Option(
      names = "--as",
      required = true,
      paramLabel = "PERSON",
      order = 100,
      description = "Who decides, as the roster names them.")
  PersonName person;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      order = 101,
      description =
          "Their SSH key: a private one, or a public one whose other half is in an agent or in"
              + " hardware.")
  @Nullable Path key;

  @Option(
      names = "--agent",
      order = 102,
      description = "Sign with the key of theirs that ssh-agent holds.")
  boolean agent;

  @Option(
      names = {"-y", "--yes"},
      order = 103,
      description = "Do not ask before signing; needed where nobody can be asked.")
  boolean yes;

  void check(Mistakes mistakes, Session session) {
    if ((key == null) == !agent) {
      mistakes.add("one key is needed to sign (expected: either --key FILE or --agent)");
    }
    if (key != null && !Files.isRegularFile(key)) {
      mistakes.add("--key: there is no file %s".formatted(key));
    }
    if (!yes && !session.terminal().shape().asks()) {
      mistakes.add("nobody can be asked here (expected: --yes, if it shall be signed unasked)");
    }
  }
}
