// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import dev.rekey.sandbox.aws.Call;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.SharedRekey;
import dev.rekey.worker.rig.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A Rekey of its own between the shared servers, with one campaign and its people. */
final class Walked {

  /** What is waited for by a condition, on a machine that does other things too. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Set<String> EFFECTS =
      Set.of("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey");

  private final SharedRekey rekey;
  private final World world;
  private final Responders people;

  /** The campaign begins once all keys have leaked. */
  Walked(SharedRekey rekey, String campaign) {
    this.rekey = rekey;
    this.world = rekey.world();
    this.people = rekey.in(campaign);
  }

  World world() {
    return world;
  }

  Responders people() {
    return people;
  }

  Aftermath aftermath() {
    return rekey.aftermath();
  }

  /** A leaked key in one place, in use there already. */
  Leak leak(String user) {
    Leak leak = Leak.of(world, user, 1);
    people.until("it works", PATIENCE, () -> world.consume(leak.paths().getFirst()));
    return leak;
  }

  /** How a user's rotation stands, as the API shows it. */
  JsonNode rotation(Leak leak) {
    return rotations().stream()
        .filter(one -> one.get("credential").stringValue().equals(leak.id()))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> rotations() {
    List<JsonNode> all = new ArrayList<>();
    people
        .api()
        .get("/campaigns/%s/rotations".formatted(people.campaign()))
        .good()
        .forEach(all::add);
    return all;
  }

  boolean isHeld(Leak leak, String reason) {
    JsonNode one = rotation(leak);
    return one.get("state").stringValue().equals("held")
        && one.get("reason").stringValue().equals(reason);
  }

  void untilHeld(Leak leak, String reason) {
    people.until(leak.user() + " is held, " + reason, PATIENCE, () -> isHeld(leak, reason));
  }

  /** What Rekey did to a user's keys, in order, after they had leaked. */
  List<String> effectsOn(String user) {
    List<String> effects = new ArrayList<>();
    for (Call call : world.aws().journal().calls()) {
      if (EFFECTS.contains(call.action())
          && call.accepted()
          && call.user().filter(user::equals).isPresent()) {
        String id = call.subject().orElse("");
        boolean made = call.action().equals("CreateAccessKey");
        if (!made || !world.hasSecret(id)) {
          effects.add(call.action() + " " + (made ? "new" : id));
        }
      }
    }
    return effects;
  }
}
