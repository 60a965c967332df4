// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.CredentialId;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** It was replaced, and nobody uses it. */
@Command(
    name = "already-replaced",
    header = "Say that what leaked was replaced already and is used no more.",
    footer = {
      "Example:",
      "  rekey already-replaced okta-2026-11 AKIAEXAMPLE --by AKIANEWER \\",
      "      --reason 'rotated by hand on Monday' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "Nothing is issued. Somebody else approves it, every known place is read, and the leaked one"
          + " is watched, disabled, revoked and proven dead as ever."
    })
final class AlreadyReplacedCommand extends RotationsDecision {

  @Option(
      names = "--by",
      paramLabel = "CREDENTIAL",
      order = 10,
      description = "The id of what took its place; it must be there.")
  @Nullable CredentialId by;

  AlreadyReplacedCommand(Session session) {
    super(session, Verb.ALREADY_REPLACED, true);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    if (by != null) {
      terms.put(Statement.BY, by.value());
    }
    return terms;
  }

  @Override
  String consequence() {
    return "once somebody else approves it, what leaked is killed and nothing is issued for it";
  }
}
