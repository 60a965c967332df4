// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.paths;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.sandbox.aws.Call;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A Rekey of its own between the shared servers, with one campaign and its people. */
final class Walked implements AutoCloseable {

  /** What is waited for by a condition, on a machine that does other things too. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Set<String> EFFECTS =
      Set.of("CreateAccessKey", "UpdateAccessKey", "DeleteAccessKey");

  private final World world = World.shared();
  private final Embedded rekey;
  private final Responders people;

  private Walked(Path home, String campaign) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    this.rekey = Embedded.start(home, 0, timing, System.out::println);
    this.people =
        new Responders(new Api(rekey.settings().port(), rekey.settings().token()), campaign);
  }

  /** Both systems are known; the campaign begins once all keys have leaked. */
  static Walked between(Path home, String campaign) {
    Walked walked = new Walked(home, campaign);
    walked.people.trustRoster();
    walked.people.addSystem("aws-prod", "aws", walked.world.awsSettings(), 600);
    walked.people.addSystem("bao-prod", "openbao", walked.world.baoSettings(), 600);
    return walked;
  }

  World world() {
    return world;
  }

  Responders people() {
    return people;
  }

  Aftermath aftermath() {
    return new Aftermath(world, rekey.server().getBean(JdbcClient.class));
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

  @Override
  public void close() {
    rekey.close();
  }
}
