// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A later deadline. */
@Command(
    name = "extend",
    header = "Move the deadline of rotations to a later time; takes two people.",
    footer = {
      "Example, signed by one and then by another with the same time:",
      "  rekey extend okta-2026-11 AKIAEXAMPLE --until 2026-11-30T18:00:00Z \\",
      "      --reason 'the vendor answers on Monday' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "What its plan cuts at the old deadline is then cut at the new one. It is no approval."
    })
final class ExtendCommand extends RotationsDecision {

  @Option(
      names = "--until",
      required = true,
      paramLabel = "TIME",
      order = 10,
      description = "The new deadline: a day, or a time with its zone.")
  Instant until;

  ExtendCommand(Session session) {
    super(session, Verb.EXTEND, true);
  }

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    if (!until.isAfter(session().now())) {
      mistakes.add("--until: %s (expected: in the future)".formatted(until));
    }
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(Statement.DEADLINE, until.toString());
    return terms;
  }

  @Override
  String consequence() {
    return "once another person signs the same: WHAT LEAKED MAY STAY ALIVE until %s"
        .formatted(until);
  }
}
