// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.server;

import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.reconcile.LastHeads;
import dev.rekey.runtime.vouching.Vouching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a server finds out before it starts: whether its instance key is gone. */
public final class LostKey {

  private LostKey() {}

  /** Whether the ledger holds entries that were sealed with a key whose file is not there. */
  static boolean in(ServerSettings settings) {
    // Looked at first: with the file in its place no start pays for a connection.
    if (Files.exists(Vouching.file(settings.keys()))) {
      return false;
    }
    try (HikariDataSource pool = settings.database().open()) {
      TransactionTemplate transactions =
          new TransactionTemplate(new DataSourceTransactionManager(pool));
      return vouching(settings, JdbcClient.create(pool), transactions, Clock.systemUTC())
          .isNeeded();
    }
  }

  /** Whether a server that was started does nothing but replace its instance key. */
  public static boolean in(ApplicationContext server) {
    return !server.getBeansOfType(Vouching.class).isEmpty();
  }

  static Vouching vouching(
      ServerSettings settings, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    LastHeads lastHeads =
        new LastHeads(settings.home().resolve("last-heads.json"), jdbc, new Board(jdbc, clock));
    return new Vouching(jdbc, transactions, settings.keys(), lastHeads, clock);
  }

  /** What is wrong, for people. */
  public static String sentence(Path keys) {
    return "the instance key %s is gone, and the ledger holds entries that it sealed: nothing runs without it"
        .formatted(Vouching.file(keys));
  }

  /** What to do, for people. */
  public static final String NEXT =
      "put the file back from your backup of keys/ and start again; if there is none, two people"
          + " sign a new one: rekey key replace instance --as PERSON --key FILE";
}
