// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.worker.up.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A running Rekey for classes that only add to it: its people are trusted, {@code aws-prod} and
 * {@code bao-prod} are the shared world's. Whoever stops it, or changes what others rely on, starts
 * one of their own.
 *
 * @param people in no campaign
 */
public record SharedRekey(Embedded rekey, World world, Responders people) implements AutoCloseable {

  static SharedRekey start(Path home) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    World world = World.shared();
    Embedded rekey = Starts.inTurn(() -> Embedded.start(home, 0, timing, System.out::println));
    Responders people =
        new Responders(new Api(rekey.settings().port(), rekey.settings().token()), "none");
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    return new SharedRekey(rekey, world, people);
  }

  /** The same people in a campaign. */
  public Responders in(String campaign) {
    return people.in(campaign);
  }

  /** The folder that its commands are told of. */
  public Path home() {
    return rekey.settings().home();
  }

  public Aftermath aftermath() {
    return new Aftermath(world, jdbc());
  }

  public JdbcClient jdbc() {
    return rekey.server().getBean(JdbcClient.class);
  }

  @Override
  public void close() {
    rekey.close();
  }
}
