// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.life.AnotherWay;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.engine.life.Step;
import dev.rekey.runtime.board.Standing;
import dev.rekey.words.Disposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What people can decide about a rotation where the board says that it stands. */
final class Verbs {

  private static final List<String> ON_HOLD =
      List.of("retry", "cut-anyway", "except", "not-mine", "not-before");

  /** Nothing after which it would stay switched off. */
  private static final List<String> ON_BROWNOUT = List.of("retry", "cut-anyway", "roll-back");

  private static final List<String> ON_APPROVAL =
      List.of("approve", "deny", "not-mine", "not-before");

  /** Before these are done nothing was prepared for a replacement. */
  private static final Set<Step> UNPREPARED = Set.of(Step.APPROVE, Step.PREFLIGHT);

  private static final Set<Step> LAST = Set.of(Step.REVOKE, Step.PROVE);

  private Verbs() {}

  /** Whether there is a way back only the run itself knows for certain; this is near enough. */
  static List<String> onHold(Standing one, HeldReason reason) {
    if (reason.forgets()) {
      return List.of("retry");
    }
    List<String> verbs = new ArrayList<>();
    if (one.isBrownedOut()) {
      verbs.addAll(ON_BROWNOUT);
      verbs.addAll(deadline(one));
      return List.copyOf(verbs);
    }
    if (reason == HeldReason.UNATTESTED) {
      verbs.add("attest");
    }
    if (reason == HeldReason.OPENER_ALIVE) {
      verbs.add("deliver-anyway");
    }
    verbs.addAll(ON_HOLD);
    verbs.addAll(changes(one));
    boolean begun =
        one.step().compareTo(Step.PREFLIGHT) > 0 && one.step().compareTo(Step.PROVE) < 0;
    if (begun && reason != HeldReason.ROLLED_BACK) {
      verbs.add("roll-back");
    }
    verbs.addAll(deadline(one));
    if (byHand(one, reason)) {
      verbs.add("by-hand");
    }
    return List.copyOf(verbs);
  }

  /** Whether people's hands can do what the call does not. */
  static boolean byHand(Standing one, HeldReason reason) {
    return AnotherWay.isOpen(
        one.step(), reason, one.decided().disposition(), one.decided().overlap());
  }

  /** Whether anything can be decided about one that is not held. */
  static boolean takesAny(Standing one) {
    return !of(one).isEmpty();
  }

  /** What can be decided about one that waits or works. */
  static List<String> of(Standing one) {
    return switch (one.state()) {
      case "waiting" -> {
        List<String> verbs = new ArrayList<>(ON_APPROVAL);
        verbs.addAll(changes(one));
        verbs.addAll(deadline(one));
        yield List.copyOf(verbs);
      }
      case "working" ->
          LAST.contains(one.step())
              ? List.of()
              : one.decided().disposition() == Disposition.REPLACE
                  ? List.of("add-consumer", "not-before")
                  : List.of("not-before");
      default -> List.of();
    };
  }

  /** What has a deadline can have a later one. */
  private static List<String> deadline(Standing one) {
    return one.decided().deadline() == null ? List.of() : List.of("extend");
  }

  private static List<String> changes(Standing one) {
    if (one.decided().disposition() != Disposition.REPLACE) {
      return List.of();
    }
    return UNPREPARED.contains(one.step())
        ? List.of("add-consumer", "already-replaced", "retire")
        : List.of("add-consumer");
  }
}
