// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Not yet. */
@Command(
    name = "not-before",
    header = "Let rotations wait until a time, and go on by themselves then.",
    footer = {
      "Example:",
      "  rekey not-before okta-2026-11 AKIAEXAMPLE --time 2026-11-29T02:00:00Z \\",
      "      --reason 'release on Saturday' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "It is no approval. Nobody may ask for longer than the plan lets a decision wait, nor more"
          + " than three times; 'cut-anyway' ends the waiting."
    })
final class NotBeforeCommand extends RotationsDecision {

  @Option(
      names = "--time",
      required = true,
      paramLabel = "TIME",
      order = 10,
      description = "Until when: a day, or a time with its zone.")
  Instant time;

  NotBeforeCommand(Session session) {
    super(session, Verb.NOT_BEFORE, true);
  }

  @Override
  void check(Mistakes mistakes) {
    super.check(mistakes);
    requireFuture("--time", time, mistakes);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(Statement.NOT_BEFORE, time.toString());
    return terms;
  }

  @Override
  String consequence() {
    return "WHAT LEAKED STAYS ALIVE until %s at least".formatted(time);
  }
}
