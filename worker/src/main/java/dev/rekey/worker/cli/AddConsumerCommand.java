// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.Place;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A consumer that nobody knew of. */
@Command(
    name = "add-consumer",
    header = "Name a place that the inventory missed: it gets the new credential too.",
    footer = {
      "Example:",
      "  rekey add-consumer okta-2026-11 AKIAEXAMPLE \\",
      "      --place 'bao:secret/apps/cron#id=/aws/id&secret=/aws/secret' \\",
      "      --reason 'the nightly job reads it there' --as bob@example.com \\",
      "      --key ~/.ssh/rekey_ed25519"
    },
    description = {
      "What was approved was another list of places: somebody else than you approves this one."
          + " The leaked one does not die before it is delivered there."
    })
final class AddConsumerCommand extends RotationsDecision {

  @Option(
      names = "--place",
      required = true,
      paramLabel = "PLACE",
      order = 10,
      description = "Where it is read: system:location#part=selector&part=selector.")
  Place place;

  AddConsumerCommand(Session session) {
    super(session, Verb.ADD_CONSUMER, true);
  }

  @Override
  SortedMap<String, String> terms() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(Statement.PLACE, place.toString());
    return terms;
  }

  @Override
  String consequence() {
    return "somebody else approves the longer list; then %s is written too".formatted(place);
  }
}
