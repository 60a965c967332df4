// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.life.Voices;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.CertificateSubject;
import dev.rekey.evidence.decision.Delivery;
import dev.rekey.evidence.decision.Item;
import dev.rekey.evidence.decision.ItemCheck;
import dev.rekey.evidence.decision.KeySubject;
import dev.rekey.evidence.decision.PlanSubject;
import dev.rekey.evidence.decision.RosterSubject;
import dev.rekey.evidence.decision.RotationsSubject;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.planning.PlannedRotation;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one rotation waits for, and what was decided: one decision at a time. */
final class Wanted {

  private final PlannedRotation planned;
  private final Digest shown;
  private final Set<Verb> verbs;
  private @Nullable Decided decided;
  private @Nullable Statement exception;
  private final Supplier<Voices> standing;
  private @Nullable Voices heard;
  private boolean recording;
  private boolean meanwhile;

  /**
   * @param standing whose word stands in the ledger
   */
  Wanted(PlannedRotation planned, Digest shown, Set<Verb> verbs, Supplier<Voices> standing) {
    this.standing = standing;
    this.planned = planned;
    this.shown = shown;
    this.verbs = verbs;
  }

  PlannedRotation planned() {
    return planned;
  }

  Set<Verb> verbs() {
    return verbs;
  }

  /** The exception that waits for its second signature. */
  @Nullable Statement exception() {
    return exception;
  }

  /** Whose word stands, the one included that is being recorded. */
  Voices voices() {
    return heard == null ? standing.get() : heard;
  }

  /** Takes note of an exception whose first signature is on record. */
  void excepted(Statement first) {
    exception = first;
  }

  /** Nothing waits for these decisions: any other is not about this. */
  void onlyMeanwhile() {
    meanwhile = true;
  }

  boolean concerns(Delivery delivery, Statement statement) {
    if (meanwhile && !verbs.contains(statement.verb())) {
      return false;
    }
    return switch (statement.subject()) {
      case RotationsSubject _ ->
          ItemCheck.covers(statement, new Item(planned.id().toString(), shown), delivery.proof());
      case StatementSubject(Digest countersigned) ->
          exception != null && exception.digest().equals(countersigned);
      case PlanSubject _, RosterSubject _, CertificateSubject _, KeySubject _ -> false;
    };
  }

  /** Whether a decision is on its way into the ledger; another one waits for what comes of it. */
  boolean isBusy() {
    return decided != null || recording;
  }

  void take(Delivery delivery, Statement statement, String side) {
    if (statement.verb() == Verb.EXCEPT) {
      exception = statement;
    }
    heard = voices().with(statement, planned.owner().value());
    Statement dated = exception == null ? statement : exception;
    decided = new Decided(statement.verb(), delivery, side, dated.until());
  }

  boolean isDecided() {
    return decided != null;
  }

  Decided next() {
    Decided next = Objects.requireNonNull(decided, "nothing is decided");
    decided = null;
    recording = true;
    return next;
  }

  /** The last decision settled nothing: the next one may come. */
  void again() {
    recording = false;
    heard = null;
  }
}
