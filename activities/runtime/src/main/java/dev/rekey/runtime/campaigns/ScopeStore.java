// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.scope.Intake;
import dev.rekey.planning.scope.IntakeResult;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.LeakedCredential;
import dev.rekey.planning.scope.OwnerRules;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.Scope;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.escrow.FoundValues;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.PersonName;
import dev.rekey.words.RotationId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every row of every source; none is ever dropped (P6). */
public final class ScopeStore {

  private final JdbcClient jdbc;
  private final Ledger ledger;
  private final Clock clock;
  private final RowTable table;
  private final SealedRows sealed;
  private final FoundValues found;

  public ScopeStore(JdbcClient jdbc, Ledger ledger, FoundValues found, Clock clock) {
    this.jdbc = jdbc;
    this.ledger = ledger;
    this.clock = clock;
    this.table = new RowTable(jdbc);
    this.sealed = new SealedRows(jdbc);
    this.found = found;
  }

  /**
   * Takes in a whole source and puts on record what it was, or nothing of it; false if a source of
   * that name is there already. Values that came with it go to the escrow; who read it closes it.
   *
   * @throws TamperedLedger if rows of earlier sources are not those on record
   */
  public boolean add(CampaignName campaign, String source, byte[] file, IntakeResult.Read read) {
    return unaltered(
        campaign,
        chain -> {
          int added =
              jdbc.sql(
                      "insert into source (campaign, name, sha256, taken_at)"
                          + " values (:campaign, :name, :sha256, :at) on conflict do nothing")
                  .param("campaign", campaign.value())
                  .param("name", source)
                  .param("sha256", Digest.of(file).value())
                  .param("at", Timestamp.from(clock.instant()))
                  .update();
          if (added == 1) {
            read.rows().forEach(row -> table.insert(campaign, sealed(campaign, row, read)));
            judge(campaign);
            adoptStrangers(campaign, chain);
            TakenIn taken = TakenIn.of(table.taken(campaign, source));
            boolean inventory = read.rows().stream().allMatch(row -> row.clues().inventory());
            chain.append(
                inventory ? TakenIn.INVENTORY : TakenIn.TYPE, taken.body(source, Digest.of(file)));
          }
          return added == 1;
        });
  }

  /** Nothing is made of rows that are not those on record; those that come of it go on record. */
  private <T> T unaltered(CampaignName campaign, Function<Ledger.Writer, T> work) {
    try {
      return ledger.write(
          CampaignChain.name(campaign),
          chain -> {
            sealed.require(campaign, chain.entries());
            T done = work.apply(chain);
            sealed.seal(campaign, chain);
            return done;
          });
    } catch (TamperedLedger altered) {
      new Board(jdbc, clock).alarmOnce(campaign, "scope", String.valueOf(altered.getMessage()));
      throw altered;
    }
  }

  /** The row with its value, if one came with it, in the escrow; it keeps a fingerprint of it. */
  private ScopeRow sealed(CampaignName campaign, ScopeRow row, IntakeResult.Read read) {
    CredentialValue value = read.values().get(row.line());
    return value == null ? row : row.marked(found.keep(campaign, row.position(), value));
  }

  /**
   * What the rows of each source on record are not any more, one line for each; rows may be judged
   * and ruled out, and none may go or name another credential, nor fall out of the scope as one
   * that merely exists, and what they say is as it was when they came.
   *
   * @param entries the campaign's chain
   */
  List<String> altered(CampaignName campaign, List<Entry> entries) {
    List<String> altered = new ArrayList<>(sealed.altered(campaign, entries));
    for (Entry entry : entries) {
      if (TakenIn.TYPES.contains(entry.type())) {
        String source = Past.text(entry, "source");
        TakenIn.of(table.taken(campaign, source))
            .objection(entry)
            .ifPresent(why -> altered.add("%s: %s".formatted(source, why)));
      }
    }
    Map<String, String> named = table.named(campaign);
    named.putAll(Resolved.named(entries));
    Set<String> inventories = inventories(entries);
    for (ScopeRow row : rows(campaign)) {
      if (row.state() == RowState.KNOWN && !inventories.contains(row.source())) {
        altered.add("%s: counts as known only, and its list says more".formatted(row.position()));
      }
      String rotation = RowTable.rotation(campaign, row);
      if (rotation != null && !rotation.equals(named.get(row.position()))) {
        altered.add(
            "%s: names another credential than when it was taken in".formatted(row.position()));
      }
    }
    return altered;
  }

  private static Set<String> inventories(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.type().equals(TakenIn.INVENTORY))
        .map(entry -> Past.text(entry, "source"))
        .collect(Collectors.toSet());
  }

  /** All rows, by source and line. */
  public List<ScopeRow> rows(CampaignName campaign) {
    return table.rows(campaign);
  }

  /** Rules a row out; the signed reason stands beside it. */
  public void ruleOut(CampaignName campaign, String source, int line, String reason) {
    jdbc.sql(
            "update scope_row set state = 'ruled_out', reason = :reason"
                + " where campaign = :campaign and source = :source and line = :line")
        .param("reason", reason)
        .param("campaign", campaign.value())
        .param("source", source)
        .param("line", line)
        .update();
    found.forget(campaign, source + ":" + line);
  }

  /**
   * Puts on record what somebody says that an unresolved row is.
   *
   * @param resolved the row with its credential
   * @return false if the row is not unresolved any more
   * @throws TamperedLedger if rows are not those on record
   */
  public boolean resolve(CampaignName campaign, ScopeRow resolved, PersonName by) {
    return unaltered(
        campaign,
        chain -> {
          boolean open =
              rows(campaign).stream()
                  .filter(row -> row.position().equals(resolved.position()))
                  .anyMatch(row -> row.state() == RowState.UNRESOLVED);
          if (open) {
            resolve(campaign, resolved, by.value(), chain);
            judge(campaign);
          }
          return open;
        });
  }

  /**
   * Looks again at rows that could not be acted upon when their lists came, and puts on record what
   * is known of them by now.
   *
   * @param by who makes it known: a person, or a list that came in
   * @return how many are resolved by it
   * @throws TamperedLedger if rows are not those on record
   */
  public int lookAgain(CampaignName campaign, KnownSystems systems, OwnerRules owners, String by) {
    return unaltered(
        campaign,
        chain -> {
          List<ScopeRow> resolved = Intake.again(rows(campaign), systems, owners);
          resolved.forEach(row -> resolve(campaign, row, by, chain));
          if (!resolved.isEmpty()) {
            judge(campaign);
          }
          handOver(campaign, systems);
          return resolved.size();
        });
  }

  /** A value whose credential is known by now is the old value of its rotation. */
  private void handOver(CampaignName campaign, KnownSystems systems) {
    Set<String> holding = found.rows(campaign);
    for (ScopeRow row : holding.isEmpty() ? List.<ScopeRow>of() : rows(campaign)) {
      LeakedCredential named = row.credential();
      if (!holding.contains(row.position())) {
        continue;
      }
      if (row.state() == RowState.RULED_OUT) {
        found.forget(campaign, row.position());
      } else if (row.state() == RowState.RESOLVED && named != null) {
        RotationId rotation = new RotationId(campaign, named.lane(), named.id());
        if (table.isProven(rotation)) {
          found.forget(campaign, row.position());
        } else {
          systems
              .find(named.lane())
              .ifPresent(
                  kind -> found.handOver(rotation, row.position(), kind.capabilities().parts()));
        }
      }
    }
  }

  private void resolve(CampaignName campaign, ScopeRow row, String by, Ledger.Writer chain) {
    String rotation =
        Objects.requireNonNull(RowTable.rotation(campaign, row), "a resolved row names one");
    table.update(campaign, row);
    chain.append(Resolved.TYPE, new Resolved(row.position(), rotation, by).body(row));
  }

  /** A stranger that a list names is that list's credential, and no stranger any more. */
  private void adoptStrangers(CampaignName campaign, Ledger.Writer chain) {
    Map<String, ScopeRow> resolved = new HashMap<>();
    List<ScopeRow> rows = rows(campaign);
    for (ScopeRow row : rows) {
      if (row.state() == RowState.RESOLVED && row.credential() != null) {
        resolved.putIfAbsent(row.credential().lane() + "/" + row.credential().id(), row);
      }
    }
    boolean adopted = false;
    for (ScopeRow row : rows) {
      ScopeRow same = resolved.get(row.shown());
      if (same != null && row.state() == RowState.UNRESOLVED && row.source().equals(Board.FOUND)) {
        ScopeRow whole =
            new ScopeRow(
                row.source(),
                row.line(),
                RowState.RESOLVED,
                same.credential(),
                "",
                row.shown(),
                row.clues());
        resolve(campaign, whole, same.position(), chain);
        adopted = true;
      }
    }
    if (adopted) {
      judge(campaign);
    }
  }

  /** Rows of several sources that name the same credential are judged together. */
  private void judge(CampaignName campaign) {
    for (ScopeRow row : Scope.merged(rows(campaign))) {
      table.update(campaign, row);
    }
  }
}
