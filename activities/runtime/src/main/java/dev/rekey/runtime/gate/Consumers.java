// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.gate;

import dev.rekey.engine.life.Step;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.planning.Deadline;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Disposition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a rotation's chain says of the health of its consumers; pure. */
public final class Consumers {

  /** The type of the entry that records what one of them answered. */
  public static final String TYPE = "health";

  /** The index of the check in such an entry. */
  public static final String CHECK = "check";

  /** The fact whether it was well. */
  public static final String WELL = "well";

  private Consumers() {}

  /**
   * Why what a step is about to do has to wait for them; empty if each was found well in the same
   * round of the same step, or nobody waits for that.
   */
  public static Optional<String> objection(
      PlannedRotation planned, Past past, Step step, int round) {
    int checks = planned.health().size();
    if (planned.disposition() == Disposition.REVOKE_NOW || isOutageAccepted(past, step)) {
      return Optional.empty();
    }
    long well =
        answers(past, step, round).stream()
            .filter(Consumers::isWell)
            .map(Consumers::check)
            .distinct()
            .count();
    return well < checks
        ? Optional.of("%d of %d consumers were found well just before".formatted(well, checks))
        : Optional.empty();
  }

  /**
   * Whether a consumer that is not well stops nothing: where the cut came first, after it they are
   * to be well all the same, unless somebody signed the cut because they are not, or the deadline
   * came at which the approved plan cuts.
   */
  public static boolean isOutageAccepted(Past past, Step step) {
    return step == Step.VALIDATE
        ? past.cutByDecision() || isCutAtDeadline(past)
        : past.fold().state().life().cutAnyway();
  }

  /**
   * Whether its deadline cut it, as the plan was approved: whoever was waited for has had their
   * time, and nobody is waited for again.
   */
  public static boolean isCutAtDeadline(Past past) {
    Deadline deadline = past.planned().deadline();
    return deadline != null
        && deadline.cuts()
        && past.fold().state().life().cutAnyway()
        && past.entries().stream()
            .filter(entry -> entry.type().equals("deadline"))
            .anyMatch(entry -> !entry.at().isBefore(deadline.at()));
  }

  /** When this one was last found well before the old credential was disabled. */
  public static Optional<Instant> lastWellBeforeDisable(Past past, int check) {
    Instant disabled = past.fold().disabledAt();
    return disabled == null
        ? Optional.empty()
        : past.entries().stream()
            .filter(entry -> entry.type().equals(TYPE) && isWell(entry) && check(entry) == check)
            .map(Entry::at)
            .filter(at -> at.isBefore(disabled))
            .reduce((_, later) -> later);
  }

  /** What those answered that were not well in this round of a step, a few words each. */
  public static List<String> unwell(Past past, Step step, int round) {
    return answers(past, step, round).stream()
        .filter(entry -> !isWell(entry))
        .map(entry -> Past.text(entry, "note"))
        .distinct()
        .toList();
  }

  private static List<Entry> answers(Past past, Step step, int round) {
    return past.entries().stream()
        .filter(entry -> entry.type().equals(TYPE))
        .filter(entry -> Past.text(entry, "step").equals(step.text()))
        .filter(entry -> Fields.of(TYPE, entry.body()).number("round") == round)
        .toList();
  }

  private static long check(Entry entry) {
    return Fields.of(TYPE, entry.body()).number(CHECK);
  }

  private static boolean isWell(Entry entry) {
    return Fields.of(TYPE, entry.body()).flag(WELL);
  }
}
