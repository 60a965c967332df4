// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.certificate.CertificateVerifier;
import dev.rekey.servers.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * What must hold of the world and of Rekey's stores when a campaign is closed, whatever happened.
 */
public final class Aftermath {

  private final World world;
  private final JdbcClient jdbc;

  public Aftermath(World world, JdbcClient jdbc) {
    this.world = world;
    this.jdbc = jdbc;
  }

  /** Rekey's database in that home, taken over from whoever started it. */
  public static JdbcClient database(Path home) {
    PostgresServer postgres = PostgresServer.start(home.resolve("postgres"));
    try {
      return JdbcClient.create(
          new DriverManagerDataSource(
              postgres.jdbcUrl(),
              postgres.user(),
              Files.readString(postgres.passwordFile()).strip()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /** One live key and it is new; every place holds it; the leaked one is refused. */
  public void requireReplaced(Leak leak) {
    assertThat(world.keys(leak.user()))
        .as("keys of %s", leak.user())
        .singleElement()
        .satisfies(key -> {
          assertThat(key.accessKeyId()).isNotEqualTo(leak.id());
          assertThat(key.statusAsString()).isEqualTo("Active");
          for (String path : leak.paths()) {
            assertThat(world.read(path).get("aws").get("access_key_id").stringValue())
                .as("what %s holds", path)
                .isEqualTo(key.accessKeyId());
          }
        });
    for (String path : leak.paths()) {
      assertThat(world.consume(path)).as("consumer at %s", path).isTrue();
      assertThat(world.read(path).get("neighbour").stringValue()).isEqualTo("stays");
      assertThat(world.isReadable(path, 1)).as("leaked version of %s", path).isFalse();
    }
    assertThat(world.accepts(leak.id(), world.secret(leak.id())))
        .as("leaked key of %s", leak.user())
        .isFalse();
  }

  /**
   * Nothing is left sealed, nobody was asked twice, no stranger was made.
   *
   * @param strangers those that the test made itself, as the scope shows them
   */
  public void requireTidy(String campaign, String... strangers) {
    assertThat(
            jdbc.sql("select rotation from escrow where starts_with(rotation, :prefix)")
                .param("prefix", campaign + "/")
                .query(String.class)
                .list())
        .as("values left in the escrow")
        .isEmpty();
    assertThat(
            jdbc.sql(
                    "select rotation from notice where urgency = 'ASK'"
                        + " and starts_with(rotation, :prefix) group by rotation"
                        + " having count(*) > 1")
                .param("prefix", campaign + "/")
                .query(String.class)
                .list())
        .as("owners asked more than once")
        .isEmpty();
    assertThat(
            jdbc.sql(
                    "select chain from ledger where type = 'decision' and body like '%\"approve\"%'"
                        + " and starts_with(chain, :prefix) group by chain having count(*) > 1")
                .param("prefix", campaign + "/")
                .query(String.class)
                .list())
        .as("approvals recorded more than once")
        .isEmpty();
    assertThat(
            jdbc.sql(
                    "select shown from scope_row where source = 'found by rekey'"
                        + " and campaign = :campaign")
                .param("campaign", campaign)
                .query(String.class)
                .list())
        .as("strangers")
        .containsExactly(strangers);
    assertThat(openIntents(campaign)).as("intents without an outcome").isEmpty();
  }

  /** Nobody was asked twice to do the same by hand. */
  public void requireTasksAskedOnce(String campaign) {
    assertThat(
            jdbc.sql(
                    "select rotation || ' ' || work from task where campaign = :campaign"
                        + " group by rotation, work, place having count(*) > 1")
                .param("campaign", campaign)
                .query(String.class)
                .list())
        .as("tasks asked for more than once")
        .isEmpty();
  }

  /** Every intent has its outcome in the end: nothing is left unexplained. */
  private List<?> openIntents(String campaign) {
    return jdbc.sql(
            "select i.chain || ' ' || i.seq || ' ' || i.body from ledger i where i.type = 'intent'"
                + " and starts_with(i.chain, :prefix) and not exists (select 1 from ledger o"
                + " where o.chain = i.chain and o.seq > i.seq and o.type = 'outcome'"
                + " and o.body::jsonb ->> 'effect' = i.body::jsonb ->> 'effect'"
                + " and o.body::jsonb ->> 'target' = i.body::jsonb ->> 'target')")
        .param("prefix", campaign + "/")
        .query(String.class)
        .list();
  }

  /** A stranger finds nothing against the certificate. */
  public static void requireValid(byte[] certificate) {
    assertThat(CertificateVerifier.verify(certificate, Optional.empty()).findings()).isEmpty();
  }
}
