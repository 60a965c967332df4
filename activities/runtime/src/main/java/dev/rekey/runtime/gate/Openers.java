// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import static java.util.Objects.requireNonNull;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.RotationState;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.Reopening;
import dev.rekey.planning.Opener;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.Stored;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.runtime.ledger.TamperedLedger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where openers stand. That one has ended its own chain says; the board's row only tells people how
 * far one is that has not.
 */
final class Openers {

  private record Row(String state, String step, @Nullable String reason, PlannedRotation planned) {}

  private final Ledger ledger;
  private final JdbcClient jdbc;

  Openers(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  List<Containment.Found> look(List<Opener> openers) {
    Map<String, Entry> ends = proven(openers);
    return openers.stream()
        .map(opener -> {
          Entry end = ends.get(opener.rotation().toString());
          return end == null ? look(opener) : new Containment.Found(opener, end.hash(), "proven");
        })
        .toList();
  }

  /** The ends of those that are proven, asked at once; none if something does not fit. */
  private Map<String, Entry> proven(List<Opener> openers) {
    List<String> chains = openers.stream().map(one -> one.rotation().toString()).toList();
    try {
      Map<String, Entry> ends = new TreeMap<>(ledger.last(chains, "ended"));
      ends.values().removeIf(end -> !Past.text(end, "state").equals("proven"));
      Map<String, Entry> alive = ledger.last(chains, Reopening.TYPE);
      ends.values()
          .removeIf(end ->
              alive.containsKey(end.chain())
                  && requireNonNull(alive.get(end.chain())).seq() > end.seq());
      return ends;
    } catch (TamperedLedger altered) {
      // Each is asked by itself then, so that one does not hold what others open.
      return Map.of();
    }
  }

  private Containment.Found look(Opener opener) {
    try {
      Optional<Row> row = row(opener);
      Optional<Entry> end = proven(opener).or(() -> row.flatMap(it -> excepted(opener, it)));
      Digest hash = end.map(Entry::hash).orElse(null);
      return new Containment.Found(opener, hash, row.map(Openers::where).orElse("in no plan"));
    } catch (TamperedLedger altered) {
      return new Containment.Found(opener, null, "its ledger was altered");
    }
  }

  /** Its end, unless it was found alive again since. */
  private Optional<Entry> proven(Opener opener) {
    String chain = opener.rotation().toString();
    return ledger
        .last(chain, "ended")
        .filter(end -> Past.text(end, "state").equals("proven"))
        .filter(end ->
            ledger
                .last(chain, Reopening.TYPE)
                .map(reopened -> reopened.seq() < end.seq())
                .orElse(true));
  }

  /** The countersignature of the exception under which it rests. */
  private Optional<Entry> excepted(Opener opener, Row row) {
    if (!row.state().equals("excepted")) {
      return Optional.empty();
    }
    Past past = new Past(row.planned(), ledger.read(opener.rotation().toString()));
    return past.beginsAsPlanned() && past.fold().state() instanceof RotationState.Excepted
        ? past.decisions().stream()
            .filter(entry -> Past.text(entry, "verb").equals("countersign"))
            .reduce((_, last) -> last)
        : Optional.empty();
  }

  private Optional<Row> row(Opener opener) {
    return jdbc.sql("select state, step, reason, facts from rotation where id = :id")
        .param("id", opener.rotation().toString())
        .query((row, _) ->
            new Row(
                row.getString("state"),
                row.getString("step"),
                row.getString("reason"),
                Stored.read(row.getString("facts"), PlannedRotation.class)))
        .optional();
  }

  private static String where(Row row) {
    return switch (row.state()) {
      case "planned" -> "not begun";
      case "held" ->
          "held at %s, %s"
              .formatted(
                  row.step(), row.reason() == null ? "" : HeldReason.of(row.reason()).sentence());
      case "waiting" -> "waits for its owner's approval";
      case "working" -> "at " + row.step();
      default -> row.state();
    };
  }
}
