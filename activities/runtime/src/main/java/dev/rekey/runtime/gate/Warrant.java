// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Life;
import dev.rekey.engine.life.RotationState;
import dev.rekey.engine.life.Step;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import dev.rekey.words.KindCapabilities.Overlap;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger must hold before an effect may happen: P1 and P2 as a pure function over the
 * chain, whatever any workflow says.
 */
public final class Warrant {

  private static final Set<Step> REPLACED =
      EnumSet.of(Step.ISSUE, Step.PROVE_NEW, Step.DELIVER, Step.CONFIRM, Step.VALIDATE);

  private Warrant() {}

  /** Why the ledger does not warrant the effect; empty if it does. */
  public static Optional<String> objection(
      PlannedRotation planned, Past past, Effect effect, Instant now) {
    if (!past.beginsAsPlanned()) {
      return Optional.of("the chain does not begin with what the plan says");
    }
    if (past.fold().state() instanceof RotationState.Proven) {
      return Optional.of("the rotation is proven: nothing is left to do");
    }
    Life life = past.fold().state().life();
    // Who signed the way back has approved that; what was asked for meanwhile need not be.
    if (!life.undoing() && !life.done().contains(Step.APPROVE)) {
      return Optional.of("the owner's approval is not on record");
    }
    if (!life.done().contains(Step.PREFLIGHT)) {
      return Optional.of("no preflight is on record");
    }
    return early(past, now)
        .or(() -> handed(past, effect))
        .or(() -> effect(planned, past, effect, now));
  }

  /** Somebody asked to wait; a signed cut is the end of that. */
  private static Optional<String> early(Past past, Instant now) {
    return Optional.ofNullable(past.fold().voices().notBefore())
        .filter(until -> now.plus(StatementCheck.CLOCK_SKEW).isBefore(until))
        .map("somebody asked to wait until %s"::formatted);
  }

  /**
   * What was given into people's hands no call does as well: neither while a signed decision says
   * so nor while what they were asked for may have been done.
   */
  private static Optional<String> handed(Past past, Effect effect) {
    Optional<Entry> open = past.openIntent(effect.type());
    boolean asked = open.filter(Past::isByHand).isPresent();
    boolean sentAgain = !effect.chosen().isEmpty() && open.isPresent() && !asked;
    if (effect.byHand() || effect.type() == Effect.Type.WITHDRAW || sentAgain) {
      // What was sent before and not answered for is sent once more, so that its fate is known.
      return Optional.empty();
    }
    return (asked && effect.type() == Effect.Type.ISSUE)
            || past.fold().state().life().byHand() == effect.step()
        ? Optional.of("%s is done by hand: no call does it as well".formatted(effect.step().text()))
        : Optional.empty();
  }

  private static Optional<String> effect(
      PlannedRotation planned, Past past, Effect effect, Instant now) {
    Life life = past.fold().state().life();
    return switch (effect.type()) {
      case ISSUE -> issue(planned, past, effect);
      case WITHDRAW -> withdraw(planned, past, effect);
      case WRITE -> life.undoing() ? restore(planned, past, effect) : write(life);
      case ENABLE -> enable(planned, past, effect);
      case DISABLE ->
          brownout(planned, effect)
              .or(() -> kill(planned, past, effect))
              .or(() -> consumers(planned, past, effect))
              .or(() -> recorded(planned, past, effect));
      case REVOKE ->
          kill(planned, past, effect)
              .or(() -> consumers(planned, past, effect))
              .or(() -> recorded(planned, past, effect))
              .or(() -> soaked(planned, past, now));
      case DESTROY ->
          life.done().contains(Step.REVOKE) && !life.undoing()
              ? Optional.empty()
              : Optional.of("no revoke is on record");
    };
  }

  private static Optional<String> issue(PlannedRotation planned, Past past, Effect effect) {
    if (planned.disposition() != Disposition.REPLACE) {
      return Optional.of("what is not replaced is never issued anew");
    }
    if (past.fold().state().life().undoing() && past.openIntent(Effect.Type.ISSUE).isEmpty()) {
      return Optional.of("it is being rolled back: nothing is issued");
    }
    if (past.issued().isPresent()) {
      return Optional.of("%s is issued already".formatted(past.issued().get()));
    }
    if (!effect.chosen().isEmpty()) {
      return chosen(past, effect).or(() -> inPlace(planned, past, effect));
    }
    if (planned.overlap() == Overlap.NONE) {
      return Optional.of("nothing can overlap, and no value was chosen and sealed first");
    }
    return past.openIntent(Effect.Type.ISSUE).isPresent()
        ? Optional.of("an earlier issue has no outcome yet: ask the system first")
        : Optional.empty();
  }

  /** The same value may be sent again and again; a second one only if the first cannot stand. */
  private static Optional<String> chosen(Past past, Effect effect) {
    return past.chosen()
        .map(intent -> Past.text(intent, "chosen"))
        .filter(earlier -> !earlier.equals(effect.chosen()))
        .map("the value chosen as %s may stand already: send that one"::formatted);
  }

  /** Where issuing is the cut, it needs what every cut needs. */
  private static Optional<String> inPlace(PlannedRotation planned, Past past, Effect effect) {
    if (planned.overlap() != Overlap.NONE) {
      return Optional.empty();
    }
    int places = planned.places().size();
    if (past.placesSeen(Step.PREFLIGHT) < places) {
      return Optional.of("preflight has not seen all %d places".formatted(places));
    }
    if (past.everIssued().contains(effect.target())) {
      return reread(planned, past, effect);
    }
    return reread(planned, past, effect).or(() -> recorded(planned, past, effect));
  }

  private static Optional<String> withdraw(PlannedRotation planned, Past past, Effect effect) {
    if (planned.id().credential().value().equals(effect.target())) {
      return Optional.of("%s is the leaked one, not of our making".formatted(effect.target()));
    }
    if (past.openIntent(Effect.Type.ISSUE).isEmpty()
        && !past.everIssued().contains(effect.target())) {
      return Optional.of("%s is not on record as ours".formatted(effect.target()));
    }
    return past.everWritten() && past.issued().isPresent()
        ? takenBack(planned, past, effect)
        : Optional.empty();
  }

  /** Where places were written, they hold the old value again, read just before. */
  private static Optional<String> takenBack(PlannedRotation planned, Past past, Effect effect) {
    Life life = past.fold().state().life();
    return life.undoing() && life.done().contains(Step.RESTORE)
        ? reread(planned, past, effect)
        : Optional.of("a place may hold %s".formatted(effect.target()));
  }

  /** The old value goes back only where it works again. */
  private static Optional<String> restore(PlannedRotation planned, Past past, Effect effect) {
    return past.fold().state().life().done().contains(Step.ENABLE)
        ? pivot(planned, past)
        : Optional.of(
            "the old one is not on record as working again: %s".formatted(effect.place()));
  }

  private static Optional<String> enable(PlannedRotation planned, Past past, Effect effect) {
    boolean brownout =
        effect.step() == Step.OBSERVE && SwitchedOff.brownout(past.entries()).isPresent();
    if (!past.fold().state().life().undoing() && !brownout) {
      return Optional.of("nobody signed that it is rolled back");
    }
    return pivot(planned, past).or(() -> recorded(planned, past, effect));
  }

  /** Whoever approved the plan saw in it whether it is switched off only to see who misses it. */
  private static Optional<String> brownout(PlannedRotation planned, Effect effect) {
    return effect.step() == Step.OBSERVE && planned.pace().brownout().isZero()
        ? Optional.of("the plan has no brownout")
        : Optional.empty();
  }

  /** After it there is no way back. */
  private static Optional<String> pivot(PlannedRotation planned, Past past) {
    return past.mayBeDead()
        ? Optional.of("%s may be dead already".formatted(planned.id().credential()))
        : Optional.empty();
  }

  private static Optional<String> write(Life life) {
    return life.done().containsAll(EnumSet.of(Step.ISSUE, Step.PROVE_NEW))
        ? Optional.empty()
        : Optional.of("the new credential is not sealed and proven good");
  }

  private static Optional<String> kill(PlannedRotation planned, Past past, Effect effect) {
    Life life = past.fold().state().life();
    if (life.undoing()) {
      return Optional.of("it is being rolled back: nothing is killed");
    }
    if (planned.disposition() != Disposition.REPLACE) {
      return past.retired() && !life.cutAnyway() ? reread(planned, past, effect) : Optional.empty();
    }
    if (planned.overlap() == Overlap.NONE && !life.done().contains(Step.ISSUE)) {
      return Optional.of("nothing can overlap, and the new one does not stand yet");
    }
    if (life.cutAnyway()) {
      return Optional.empty();
    }
    if (!life.done().containsAll(REPLACED)) {
      Set<Step> missing = EnumSet.copyOf(REPLACED);
      missing.removeAll(life.done());
      return Optional.of("not on record as done: %s".formatted(missing));
    }
    return reread(planned, past, effect);
  }

  private static Optional<String> reread(PlannedRotation planned, Past past, Effect effect) {
    int places = planned.places().size();
    int seen = past.placesDone(effect.step(), effect.round()).size();
    return seen < places
        ? Optional.of("%d of %d places were read again just before".formatted(seen, places))
        : Optional.empty();
  }

  private static Optional<String> consumers(PlannedRotation planned, Past past, Effect effect) {
    return Consumers.objection(planned, past, effect.step(), effect.round());
  }

  private static Optional<String> recorded(PlannedRotation planned, Past past, Effect effect) {
    if (!planned.id().credential().value().equals(effect.target())) {
      return Optional.of(
          "%s is not the recorded credential (expected: %s)"
              .formatted(effect.target(), planned.id().credential()));
    }
    if (past.createdUnknown()) {
      return CutOff.objection(planned, past, null);
    }
    // What preflight did not find has no time of creation: there is nothing left to kill.
    return past.created().flatMap(created -> CutOff.objection(planned, past, created));
  }

  private static Optional<String> soaked(PlannedRotation planned, Past past, Instant now) {
    Instant disabled = past.fold().disabledAt();
    boolean inPlace =
        planned.disposition() == Disposition.REPLACE && planned.overlap() == Overlap.NONE;
    if (planned.disposition() == Disposition.REVOKE_NOW
        || inPlace
        || past.fold().state().life().cutAnyway()) {
      return Optional.empty();
    }
    if (disabled == null) {
      return Optional.of("it was not disabled first");
    }
    Instant over = disabled.plus(planned.pace().soak());
    return now.isBefore(over)
        ? Optional.of("its soak lasts until %s".formatted(over))
        : Optional.empty();
  }
}
