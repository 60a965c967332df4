// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import static java.util.Objects.requireNonNull;

import dev.rekey.sandbox.estate.byhand.Helpdesk;
import dev.rekey.sandbox.estate.byhand.HelpdeskToken;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The scripted hands: the owner's do in the help desk's console what no call does, and two others
 * say what they saw.
 */
final class Hands {
  private final Helpdesk helpdesk;
  private final RekeyProcess rekey;
  private final Stage stage;
  private final People people;
  private final Board board;
  private final String campaign;
  private final Set<String> attested = new HashSet<>();
  private boolean shown;

  Hands(Sandbox sandbox, Stage stage, People people, Board board, String campaign) {
    this.helpdesk = sandbox.company().helpdesk();
    this.rekey = sandbox.rekey();
    this.stage = stage;
    this.people = people;
    this.board = board;
    this.campaign = campaign;
  }

  /** Does what waits for hands, and attests what waits for two people. */
  void work() throws IOException {
    for (JsonNode task : rekey.get("/campaigns/" + campaign + "/tasks")) {
      if (Board.is(task, "state", "open")) {
        carryOut(task, rotationOf(task));
      }
    }
    for (JsonNode rotation : board.held("unattested")) {
      attest(rotation);
    }
  }

  private JsonNode rotationOf(JsonNode task) throws IOException {
    String name = requireNonNull(task.get("rotation")).stringValue();
    return board.rotations().stream()
        .filter(one -> Board.is(one, "rotation", name))
        .findFirst()
        .orElseThrow(() -> new IOException(name + ": a task without a rotation"));
  }

  private void carryOut(JsonNode task, JsonNode rotation) throws IOException {
    String number = String.valueOf(task.get("task").intValue());
    if (!shown) {
      shown = true;
      stage.quote(rekey.run("task", "list", campaign).out(), 6);
      stage.quote(rekey.must("task", "show", number), 14);
    }
    String person = People.ownerOf(requireNonNull(task.get("hands")).stringValue());
    if (Board.is(task, "work", "issue")) {
      issue(person, number, rotation.get("identity").stringValue());
    } else {
      revoke(person, number, rotation.get("credential").stringValue());
    }
  }

  private void issue(String person, String task, String identity) throws IOException {
    HelpdeskToken made = helpdesk.make(identity);
    stage.say("(scripted hands make token %s in the help desk's console)".formatted(made.id()));
    String[] command = people.signed(person, "task", "hand-in", task, "--credential", made.id());
    RekeyProcess.good(
        rekey.runWith(made.value(), "the new token comes by standard input", command), command);
  }

  private void revoke(String person, String task, String credential) throws IOException {
    helpdesk.end(credential);
    stage.say("(scripted hands end token %s in the help desk's console)".formatted(credential));
    String statement = "ended %s in the console; it is answered by 401 since".formatted(credential);
    rekey.must(people.signed(person, "task", "hand-in", task, "--statement", statement));
  }

  /** Two people who did not do it, each once for each hold. */
  private void attest(JsonNode rotation) throws IOException {
    String name = Board.shortName(rotation);
    if (!attested.add(name + "#" + rotation.get("round").intValue())) {
      return;
    }
    String saw =
        Board.is(rotation, "step", "prove-new")
            ? "the new one works, as the same agent"
            : "the old one is answered by 401";
    for (String person : List.of(People.BOB, People.CARLA)) {
      rekey.must(people.signed(person, "attest", campaign, name, "--reason", saw));
    }
  }
}
