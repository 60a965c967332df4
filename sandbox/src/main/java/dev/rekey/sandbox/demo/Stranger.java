// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Leaked;
import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A key that the attacker made itself: in nobody's list, until Rekey finds it. */
final class Stranger {
  private final Leaked key;
  private final Leaked bredFrom;

  private Stranger(Leaked key, Leaked bredFrom) {
    this.key = key;
    this.bredFrom = bredFrom;
  }

  /** Lets the attacker make one. */
  static Stranger bred(Company company, Stage stage) {
    Leaked from = company.bred();
    Stranger stranger = new Stranger(company.keys().breed(from), from);
    stage.say(
        "the attacker uses a leaked key of %s to make itself another one, which is in no list"
            .formatted(from.row().identity()));
    return stranger;
  }

  Leaked key() {
    return key;
  }

  /** A responder deletes it in AWS, rules its row out, and lets the held rotation go on. */
  Instant remove(Sandbox sandbox, Stage stage, People people, String campaign) throws IOException {
    RekeyProcess rekey = sandbox.rekey();
    stage.quote(rekey.run("scope", campaign, "--state", "unresolved").out(), 6);
    stage.say("(a responder deletes %s in the AWS console)".formatted(key.row().credential()));
    sandbox.company().keys().delete(key.row().identity(), key.row().credential());
    Instant removed = Instant.now();
    rekey.must(
        people.signed(
            People.BOB,
            "rule-out",
            campaign,
            rowOf(rekey, campaign),
            "--reason",
            "the attacker's own, deleted by hand"));
    rekey.must(
        people.signed(
            People.ownerOf(bredFrom.row().team()), "retry", campaign, bredFrom.row().credential()));
    return removed;
  }

  private String rowOf(RekeyProcess rekey, String campaign) throws IOException {
    for (JsonNode row : rekey.get("/campaigns/" + campaign + "/scope").get("rows")) {
      if (Board.is(row, "state", "unresolved")) {
        return row.get("source").stringValue() + ":" + row.get("line").intValue();
      }
    }
    throw new IOException(
        "%s was not found (expected: an unresolved row)".formatted(key.row().credential()));
  }
}
