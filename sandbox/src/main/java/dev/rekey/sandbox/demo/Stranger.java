// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Leaked;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** A key that the attacker made itself: in nobody's list, until the last sweep finds it. */
final class Stranger {
  private final Leaked key;

  private Stranger(Leaked key) {
    this.key = key;
  }

  /** Lets the attacker make one for another user, by a leaked key that is not dead yet. */
  static Stranger bred(Company company, Stage stage) {
    Leaked by = company.nightly();
    Leaked of = company.sleeper();
    Stranger stranger = new Stranger(company.keys().breed(by, of));
    stage.say(
        "the attacker still has the key of %s: it makes itself".formatted(by.row().identity()));
    stage.say(
        "a key of %s, whose leaked one is dead; it is in no list".formatted(of.row().identity()));
    return stranger;
  }

  Leaked key() {
    return key;
  }

  /** A responder says what was found; the next plan has it, and another one approves that. */
  void takeIn(RekeyProcess rekey, Stage stage, People people, String campaign) throws IOException {
    stage.quote(rekey.run("scope", campaign, "--state", "unresolved").out(), 6);
    rekey.must(
        "scope",
        "resolve",
        campaign,
        rowOf(rekey, campaign),
        "--set",
        "owner=" + key.row().team(),
        "--set",
        "privilege=" + key.row().privilege(),
        "--set",
        "disposition=" + key.row().disposition(),
        "--as",
        People.ALICE);
    stage.quote(rekey.must("campaign", "amend", campaign, "--as", People.ALICE), 8);
    rekey.must(people.signed(People.BOB, "approve", campaign, "--plan", "2"));
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
