// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.certificate.CertificateRow;
import dev.rekey.evidence.certificate.RowEnd;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.planning.scope.RowState;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.board.Standing;
import dev.rekey.runtime.decisions.RowDecisions;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Grade;
import dev.rekey.words.RotationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Accounts for every row of a campaign's scope, from the ledger and not from the board. */
public final class Accounts {

  /**
   * Where all rows are.
   *
   * @param rows those that are accounted for
   * @param open one line for each that is not
   * @param exceptions how many rotations rest under an exception
   */
  record Account(
      List<CertificateRow> rows,
      List<String> open,
      int exceptions,
      SortedMap<String, List<Entry>> chains,
      List<SignedStatement> decisions) {}

  private final Ledger ledger;
  private final Board board;
  private final ScopeStore scope;
  private final RowDecisions rowDecisions;

  public Accounts(Ledger ledger, Board board, ScopeStore scope, RowDecisions rowDecisions) {
    this.ledger = ledger;
    this.board = board;
    this.scope = scope;
    this.rowDecisions = rowDecisions;
  }

  Account of(CampaignName campaign) {
    SortedMap<String, List<Entry>> chains = new TreeMap<>();
    Map<String, Past> pasts = new HashMap<>();
    List<CertificateRow> rows = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Standing standing : board.standings(campaign)) {
      String chain = standing.planned().id().toString();
      List<Entry> entries = read(campaign, chain, open);
      chains.put(chain, entries);
      pasts.put(chain, new Past(standing.planned(), entries));
    }
    for (ScopeRow row : scope.rows(campaign)) {
      account(campaign, row, pasts, rows, open);
    }
    int exceptions =
        (int) pasts.values().stream().filter(past -> end(past).equals("excepted")).count();
    String own = CampaignChain.name(campaign);
    chains.put(own, read(campaign, own, open));
    for (String altered : scope.altered(campaign, chains.get(own))) {
      board.alarmOnce(campaign, "scope", "rows were altered: " + altered);
      open.add(altered);
    }
    return new Account(rows, open, exceptions, chains, rowDecisions.statements(campaign));
  }

  /** A chain that was altered accounts for nothing. */
  private List<Entry> read(CampaignName campaign, String chain, List<String> open) {
    try {
      return ledger.read(chain);
    } catch (TamperedLedger altered) {
      board.alarmOnce(campaign, chain, altered.getMessage());
      open.add("%s: its chain was altered".formatted(chain));
      return List.of();
    }
  }

  private void account(
      CampaignName campaign,
      ScopeRow row,
      Map<String, Past> pasts,
      List<CertificateRow> rows,
      List<String> open) {
    switch (row.state()) {
      case UNRESOLVED -> open.add("%s: unresolved, %s".formatted(row.position(), row.reason()));
      case RULED_OUT ->
          rows.add(
              new CertificateRow(
                  row.position(),
                  RowEnd.RULED_OUT,
                  null,
                  null,
                  row.reason(),
                  rowDecisions.of(campaign, row)));
      case RESOLVED, KNOWN -> {
        String chain =
            row.credential() == null
                ? ""
                : new RotationId(campaign, row.credential().lane(), row.credential().id())
                    .toString();
        Past past = pasts.get(chain);
        if (past != null) {
          account(row, chain, past, rows, open);
        } else if (row.state() == RowState.RESOLVED) {
          open.add("%s: in no approved plan".formatted(row.position()));
        }
      }
    }
  }

  private static void account(
      ScopeRow row, String chain, Past past, List<CertificateRow> rows, List<String> open) {
    switch (end(past)) {
      case "proven" ->
          rows.add(CertificateRow.proven(row.position(), chain, grade(past.entries().getLast())));
      case "excepted" ->
          rows.add(
              new CertificateRow(
                  row.position(), RowEnd.EXCEPTION, chain, null, "rests under an exception", null));
      default ->
          open.add(
              "%s: %s is not proven dead (%s)"
                  .formatted(
                      row.position(),
                      chain,
                      past.entries().isEmpty() ? "no entry" : past.entries().getLast().type()));
    }
  }

  private static String end(Past past) {
    if (past.entries().isEmpty()) {
      return "open";
    }
    Entry last = past.entries().getLast();
    boolean excepted = past.fold().state() instanceof dev.rekey.engine.life.RotationState.Excepted;
    return excepted ? "excepted" : last.type().equals("ended") ? Past.text(last, "state") : "open";
  }

  private static Grade grade(Entry ended) {
    return Grade.valueOf(Past.text(ended, "grade").toUpperCase(Locale.ROOT));
  }
}
