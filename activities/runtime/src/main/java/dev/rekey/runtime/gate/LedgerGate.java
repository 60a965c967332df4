// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.Incident;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.board.Board;
import dev.rekey.runtime.ledger.CampaignChain;
import dev.rekey.runtime.ledger.Ledger;
import dev.rekey.words.CampaignName;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gate over the ledger in PostgreSQL. */
public final class LedgerGate implements Gate {

  private final Ledger ledger;
  private final JdbcClient jdbc;
  private final Signatures signatures;
  private final Openers openers;
  private final Clock clock;
  private final Board board;

  public LedgerGate(Ledger ledger, JdbcClient jdbc, Signatures signatures, Clock clock) {
    this.ledger = ledger;
    this.jdbc = jdbc;
    this.signatures = signatures;
    this.openers = new Openers(ledger, jdbc);
    this.clock = clock;
    this.board = new Board(jdbc, clock);
  }

  @Override
  public <T> Outcome<T> pass(
      Passage passage,
      Effect effect,
      Map<String, ?> intended,
      Supplier<Outcome<T>> call,
      Function<T, Map<String, ?>> recorded) {
    open(passage, effect, intended);
    Outcome<T> outcome = call.get();
    if (!(outcome instanceof Outcome.Unknown<T>)) {
      close(passage, effect, outcome, recorded);
    }
    return outcome;
  }

  private void open(Passage passage, Effect effect, Map<String, ?> intended) {
    Head head =
        ledger.write(
            passage.planned().id().toString(),
            chain -> {
              requireFence(passage);
              Past past = new Past(passage.planned(), chain.entries());
              requireNoBrake(passage, effect, past);
              if (!chain.head().equals(passage.head())) {
                throw new Refusal(
                    HeldReason.TEMPORAL_BEHIND, "the chain has moved under this attempt");
              }
              Warrant.objection(past.planned(), past, effect, clock.instant())
                  .or(() -> signatures.objection(past.planned(), past))
                  .ifPresent(why -> {
                    throw new Refusal(HeldReason.NOT_WARRANTED, why);
                  });
              if (past.waitsFor(effect)) {
                return chain.head();
              }
              Map<String, Object> more = new LinkedHashMap<>(intended);
              more.putAll(contained(past, effect));
              past.openIntent(effect.type())
                  .ifPresent(earlier -> chain.append("outcome", superseded(earlier, effect)));
              return chain.append("intent", body(effect, more));
            });
    passage.moved(head);
  }

  @Override
  public void foresee(Passage passage, Effect effect) {
    contained(new Past(passage.planned(), ledger.read(passage.planned().id().toString())), effect);
  }

  /** What says that nothing could read what is handed out; refuses if something could. */
  private Map<String, ?> contained(Past past, Effect effect) {
    List<Containment.Found> found = openers.look(Containment.awaited(past.planned(), past, effect));
    Containment.objection(found, past.fold().voices())
        .ifPresent(why -> {
          throw new Refusal(HeldReason.OPENER_ALIVE, why);
        });
    return Containment.evidence(found);
  }

  private <T> void close(
      Passage passage, Effect effect, Outcome<T> outcome, Function<T, Map<String, ?>> recorded) {
    Map<String, Object> body = body(effect, Map.of());
    switch (outcome) {
      case Outcome.Done<T>(T value) -> {
        body.put("result", "done");
        body.putAll(recorded.apply(value));
      }
      case Outcome.Rejected<T>(var why, String message) -> {
        body.put("result", "rejected");
        body.put("why", why);
        body.put("message", message);
      }
      case Outcome.Throttled<T>(Duration _, String message) -> {
        body.put("result", "throttled");
        body.put("message", message);
      }
      case Outcome.Unknown<T>(String message) -> {
        body.put("result", "unknown");
        body.put("message", message);
      }
    }
    passage.moved(
        ledger.write(
            passage.planned().id().toString(),
            chain -> {
              requireFence(passage);
              if (outcome instanceof Outcome.Done<T>) {
                show(passage, effect.type());
              }
              return chain.append("outcome", body);
            }));
  }

  /** Whether the old one is off stands on the board, in the transaction that records it. */
  private void show(Passage passage, Effect.Type type) {
    if (type == Effect.Type.DISABLE) {
      board.switchedOff(passage.planned().id());
    } else if (type == Effect.Type.ENABLE) {
      board.switchedOn(passage.planned().id());
    }
  }

  /**
   * What came of an earlier intent is not known; this one asks the system and does it again. The
   * entry is this work's own, so that a repeat after a crash knows it.
   */
  private static Map<String, Object> superseded(Entry earlier, Effect now) {
    Map<String, Object> body = new LinkedHashMap<>(earlier.body());
    body.put("step", now.step().text());
    body.put("round", now.round());
    body.remove("at");
    if (now.place() >= 0) {
      body.put("at", now.place());
    }
    body.put("result", "unknown");
    return body;
  }

  private static Map<String, Object> body(Effect effect, Map<String, ?> more) {
    Map<String, Object> body = new LinkedHashMap<>(more);
    body.put("operation", effect.operation());
    body.put("effect", effect.type().text());
    body.put("target", effect.target());
    body.put("step", effect.step().text());
    body.put("round", effect.round());
    if (!effect.chosen().isEmpty()) {
      body.put("chosen", effect.chosen());
    }
    if (effect.place() >= 0) {
      body.put("at", effect.place());
      body.put("place", effect.target());
    }
    return body;
  }

  private void requireFence(Passage passage) {
    String fence =
        jdbc.sql("select coalesce(fence, '') from rotation where id = :id")
            .param("id", passage.planned().id().toString())
            .query(String.class)
            .single();
    if (!fence.equals(passage.fence())) {
      throw new Overtaken("%s: another attempt is at work".formatted(passage.planned().id()));
    }
  }

  /** {@code for share}: a pause waits until every intent being written is written. */
  private void requireNoBrake(Passage passage, Effect effect, Past past) {
    CampaignName campaign = passage.planned().id().campaign();
    Brake brake =
        jdbc.sql("select brake, restored, cause from campaign where name = :name for share")
            .param("name", campaign.value())
            .query((row, _) ->
                new Brake(
                    row.getString("brake"),
                    row.getBoolean("restored"),
                    row.getString("cause").equals(Incident.DRILL)))
            .single();
    requireAsRecorded(campaign, brake.pulled());
    if (brake.drill()) {
      throw new Refusal(
          HeldReason.NOT_WARRANTED,
          "campaign %s is a drill: nothing is changed (expected: another cause)"
              .formatted(campaign));
    }
    objection(campaign, brake, kills(passage.planned(), effect))
        .filter(_ -> !endsBrownout(effect, past))
        .ifPresent(refusal -> {
          throw refusal;
        });
  }

  private record Brake(String pulled, boolean restored, boolean drill) {}

  /** Nobody who pulls a brake means to keep it switched off: to end that is the safe direction. */
  private static boolean endsBrownout(Effect effect, Past past) {
    return effect.type() == Effect.Type.ENABLE && SwitchedOff.brownout(past.entries()).isPresent();
  }

  /** Where nothing can overlap, issuing kills. */
  private static boolean kills(PlannedRotation planned, Effect effect) {
    return effect.type().kills()
        || (effect.type() == Effect.Type.ISSUE && planned.overlap() == Overlap.NONE);
  }

  private static Optional<Refusal> objection(CampaignName campaign, Brake brake, boolean kills) {
    return switch (brake.pulled()) {
      case "pause" ->
          Optional.of(
              new Refusal(
                  HeldReason.PAUSED,
                  "goes on by itself after rekey campaign resume %s".formatted(campaign)));
      case "abort" ->
          Optional.of(
              new Refusal(
                  HeldReason.ABORTED,
                  ("what is half-way stays so; to go on: rekey campaign resume %s --reason TEXT,"
                          + " then sign a retry")
                      .formatted(campaign)));
      case "none" ->
          brake.restored() && kills
              ? Optional.of(
                  new Refusal(
                      HeldReason.LEDGER_BEHIND,
                      ("a store came back from a backup: what kills waits for rekey campaign"
                              + " resume %s --reason TEXT, then for a signed retry")
                          .formatted(campaign)))
              : Optional.empty();
      default ->
          throw new IllegalStateException(
              "brake '%s' (expected: none, pause or abort)".formatted(brake.pulled()));
    };
  }

  /** The row is what is quick to set; whoever loosens it must have said so on record. */
  private void requireAsRecorded(CampaignName campaign, String brake) {
    String recorded =
        ledger
            .last(CampaignChain.name(campaign), "brake")
            .map(entry -> Past.text(entry, "brake"))
            .orElse("none");
    if (!brake.equals(recorded)) {
      throw new Refusal(
          HeldReason.TAMPERED,
          "the brake was altered: it says %s, and %s is on record".formatted(brake, recorded));
    }
  }
}
