// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.doors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.decisions.Outbox;
import dev.rekey.runtime.histories.Histories;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.reconcile.LastHeads;
import dev.rekey.runtime.reconcile.Reconciler;
import dev.rekey.worker.rig.Aftermath;
import dev.rekey.worker.rig.Api;
import dev.rekey.worker.rig.Leak;
import dev.rekey.worker.rig.Responders;
import dev.rekey.worker.rig.Starts;
import dev.rekey.worker.rig.World;
import dev.rekey.worker.up.Embedded;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A running Rekey that a class of tests shares, with its back doors open. */
record Site(Embedded rekey, World world, Responders people, JdbcClient sql, Intruder intruder)
    implements AutoCloseable {

  /** Held by tests that lock rows or tables: two of them at once might wait for each other. */
  static final String LOCKS = "locks of the database";

  static Site open(Path home) {
    World world = World.shared();
    Embedded rekey = start(home);
    Responders people = new Responders(api(rekey), "nobody-yet");
    people.trustRoster();
    people.addSystem("aws-prod", "aws", world.awsSettings(), 600);
    people.addSystem("bao-prod", "openbao", world.baoSettings(), 600);
    return new Site(rekey, world, people, Aftermath.database(home), Intruder.at(rekey));
  }

  /** The same Rekey, started again for the same people. */
  static Site again(Path home, Responders people) {
    Embedded rekey = start(home);
    return new Site(
        rekey,
        World.shared(),
        people.with(api(rekey)),
        Aftermath.database(home),
        Intruder.at(rekey));
  }

  /** The heads that are kept outside both stores. */
  String heads() {
    try {
      return Files.readString(rekey.settings().home().resolve("last-heads.json"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Embedded start(Path home) {
    Timing timing =
        new Timing(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(20));
    return Starts.inTurn(() -> Embedded.start(home, 0, timing, System.out::println));
  }

  private static Api api(Embedded rekey) {
    return new Api(rekey.settings().port(), rekey.settings().token());
  }

  /** A campaign over one leaked key, up to its approved start: nobody uses its place yet. */
  Target target(String name) {
    return target(name, "write", "none");
  }

  /** The same, but the owner is asked first. */
  Target askingTarget(String name) {
    return target(name, "admin", "admin");
  }

  private Target target(String name, String privilege, String ownerApproval) {
    Target target = prepared(name, privilege, ownerApproval);
    target.people().startApproved();
    return target;
  }

  /** A campaign over one leaked key, planned and not started. */
  Target prepared(String name, String privilege, String ownerApproval) {
    Responders own = people.in(name);
    Leak leak = Leak.of(world, name, 1);
    own.begin();
    own.intake(Leak.header() + leak.row(privilege));
    own.plan(ownerApproval);
    return new Target(this, own, leak);
  }

  /**
   * Another reconciler of this Rekey.
   *
   * @param listing told each query for what runs, before Temporal is asked
   */
  Reconciler reconciler(Consumer<String> listing) {
    ApplicationContext beans = rekey.server();
    WorkflowClient real = beans.getBean(WorkflowClient.class);
    InvocationHandler told =
        (_, method, arguments) -> {
          if (method.getName().equals("listExecutions")) {
            listing.accept((String) arguments[0]);
          }
          return method.invoke(real, arguments);
        };
    return new Reconciler(
        beans.getBean(DataSource.class),
        beans.getBean(Campaigns.class),
        beans.getBean(Ledger.class),
        beans.getBean(Board.class),
        beans.getBean(Outbox.class),
        beans.getBean(LastHeads.class),
        beans.getBean(Histories.class),
        (WorkflowClient)
            Proxy.newProxyInstance(
                WorkflowClient.class.getClassLoader(),
                new Class<?>[] {WorkflowClient.class},
                told));
  }

  /** One text of the database. */
  String text(String query, String parameter) {
    return sql.sql(query).param(parameter).query(String.class).single();
  }

  /** Changes rows of the database; it must, else it would prove nothing. */
  void run(String statement, Object... parameters) {
    assertThat(sql.sql(statement).params(parameters).update()).as(statement).isPositive();
  }

  /** A transaction that somebody leaves open, with what its statement locks. */
  Connection lock(String statement) {
    try {
      Connection connection =
          DriverManager.getConnection(
              rekey.postgres().jdbcUrl(),
              rekey.postgres().user(),
              Files.readString(rekey.postgres().passwordFile()).strip());
      connection.setAutoCommit(false);
      try (Statement locking = connection.createStatement()) {
        locking.execute(statement);
      }
      return connection;
    } catch (SQLException | IOException refused) {
      throw new IllegalStateException(refused);
    }
  }

  /** Locks a chain of the ledger: whoever writes into it waits. */
  Connection lockChain(String chain) {
    return lock("select pg_advisory_xact_lock(hashtextextended('%s', 0))".formatted(chain));
  }

  /** Keeps the reconciler from its rounds, as another server does that is at one. */
  Connection lockReconciler() {
    return lock("select pg_advisory_xact_lock(%d)".formatted(0x52656b6579L));
  }

  @Override
  public void close() {
    intruder.close();
    rekey.close();
  }
}
