// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.TeamName;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** It is another team's. */
@Command(
    name = "not-mine",
    header = "Say that rotations are another team's, which is asked instead.",
    footer = {
      "Example:",
      "  rekey not-mine okta-2026-11 AKIAEXAMPLE --to payments \\",
      "      --reason 'moved to payments in May' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "After three hand-overs the teams are not asked any more: a responder says whose it is,"
          + " with this same command."
    })
final class NotMineCommand extends RotationsDecision {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TEAM",
      order = 10,
      description = "Whose they are.")
  TeamName to;

  NotMineCommand(Session session) {
    super(session, Verb.NOT_MINE, true);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(Statement.TO, to.value());
    return terms;
  }

  @Override
  String consequence() {
    return "team %s is asked, and its time begins anew".formatted(to);
  }
}
