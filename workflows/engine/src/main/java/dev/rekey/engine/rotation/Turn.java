// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One credential of a lane, as the ledger knows it.
 *
 * @param round how many outcomes other than "done" its recorded life has; part of operation ids
 * @param disabledAt when the old credential was disabled, if it was: the soak counts from there
 * @param exceptedUntil when its exception ends, if it rests
 * @param exception the text of an exception that waits for its second signature
 * @param voices whose word stands
 */
public record Turn(
    PlannedRotation planned,
    RotationState state,
    Head head,
    int round,
    @Nullable Instant disabledAt,
    @Nullable Instant exceptedUntil,
    @Nullable String exception,
    Voices voices) {

  /** A run that began before turns told whose word stands has heard nobody's. */
  public Turn {
    voices = requireNonNullElse(voices, Voices.NONE);
  }

  /** The text of the exception that a chain ends its decisions with: one signed by one person. */
  public static @Nullable String waitingException(List<Entry> entries) {
    return entries.reversed().stream()
        .filter(entry -> entry.type().equals(DecisionEntry.TYPE))
        .findFirst()
        .map(entry -> Statement.parse(DecisionEntry.read(entry.body()).signed().text()))
        .filter(statement -> statement.verb() == Verb.EXCEPT)
        .map(Statement::text)
        .orElse(null);
  }
}
