// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Leave it open for a while. */
@Command(
    name = "except",
    header = "Leave rotations open until a date, on your and another person's signature.",
    footer = {
      "Example:",
      "  rekey except okta-2026-11 AKIAEXAMPLE --until 2027-01-31 \\",
      "      --reason 'vendor replaces it in January' --as alice@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "A campaign with open exceptions is settled, never closed; when one expires, it is held"
          + " again."
    })
final class ExceptCommand extends RotationsDecision {

  @Option(
      names = "--until",
      required = true,
      paramLabel = "TIME",
      description = "Until when: a day, or a time with its zone.")
  Instant until;

  ExceptCommand(Session session) {
    super(session, Verb.EXCEPT, true);
  }

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    requireFuture("--until", until, mistakes);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(Statement.UNTIL, until.toString());
    return terms;
  }

  @Override
  String consequence() {
    return "WHAT LEAKED STAYS ALIVE until %s; it counts once another person countersigns"
        .formatted(until);
  }
}
