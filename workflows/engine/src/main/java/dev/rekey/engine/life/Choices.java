// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.Disposition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What people may decide about a rotation where it stands. */
public final class Choices {

  private static final Set<Verb> ON_APPROVAL =
      Collections.unmodifiableSet(
          EnumSet.of(Verb.APPROVE, Verb.DENY, Verb.NOT_MINE, Verb.NOT_BEFORE, Verb.EXTEND));

  private static final Set<Verb> ON_HOLD =
      Collections.unmodifiableSet(
          EnumSet.of(
              Verb.RETRY,
              Verb.CUT_ANYWAY,
              Verb.EXCEPT,
              Verb.COUNTERSIGN,
              Verb.NOT_MINE,
              Verb.NOT_BEFORE,
              Verb.EXTEND));

  private Choices() {}

  /** The verbs that fit. Where a run has to read the ledger anew, only that can be asked for. */
  public static Set<Verb> of(RotationState state) {
    Set<Verb> verbs = changes(state);
    switch (state) {
      case RotationState.Working(Step step, Life life) -> {
        if (step == Step.APPROVE) {
          verbs.addAll(ON_APPROVAL);
        } else if (step == Step.REVOKE || step == Step.PROVE || life.undoing()) {
          // What is under way now is the end of it.
          verbs.clear();
        } else {
          verbs.retainAll(EnumSet.of(Verb.ADD_CONSUMER));
          if (!life.done().contains(Step.REVOKE)) {
            verbs.add(Verb.NOT_BEFORE);
          }
        }
      }
      case RotationState.Held(Step _, HeldReason reason, Life life) -> {
        if (reason.forgets()) {
          verbs.clear();
          verbs.add(Verb.RETRY);
        } else {
          verbs.addAll(ON_HOLD);
        }
        if (!reason.forgets() && life.canBeUndone()) {
          verbs.add(Verb.ROLL_BACK);
        }
        if (reason == HeldReason.UNATTESTED) {
          verbs.add(Verb.ATTEST);
        }
        if (reason == HeldReason.OPENER_ALIVE) {
          verbs.add(Verb.DELIVER_ANYWAY);
        }
        if (AnotherWay.isOpen((RotationState.Held) state)) {
          verbs.add(Verb.BY_HAND);
        }
      }
      case RotationState.Excepted _, RotationState.Proven _ -> {
        // Nothing is decided until it ends, or at all.
      }
    }
    return Collections.unmodifiableSet(verbs);
  }

  /**
   * Those that change what will happen: a place more while the old one's death is not being proven;
   * no replacement while none was prepared.
   */
  static Set<Verb> changes(RotationState state) {
    Set<Verb> verbs = EnumSet.noneOf(Verb.class);
    boolean open = state instanceof RotationState.Working || state instanceof RotationState.Held;
    Life life = state.life();
    if (open && !life.undoing() && life.disposition() == Disposition.REPLACE) {
      if (!installedAndRevoked(life)) {
        verbs.add(Verb.ADD_CONSUMER);
      }
      if (!life.done().contains(Step.PREFLIGHT)) {
        verbs.add(Verb.RETIRE);
        verbs.add(Verb.ALREADY_REPLACED);
      }
    }
    return verbs;
  }

  private static boolean installedAndRevoked(Life life) {
    return life.done().contains(Step.REVOKE) && life.done().contains(Step.VALIDATE);
  }
}
