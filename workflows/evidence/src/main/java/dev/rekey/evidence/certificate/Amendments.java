// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.decision.StatementCheck;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What decisions have made of what was planned. Whoever changes what will happen asks for it, so
 * that another person has to approve it, and whatever was approved before was something else.
 */
final class Amendments {

  private Planned planned;
  private final Set<PersonName> askedBy = new LinkedHashSet<>();
  private final Set<PersonName> approvedBy = new LinkedHashSet<>();
  private @Nullable Instant notBefore;
  private @Nullable Instant askedUntil;
  private @Nullable PersonName extender;

  Amendments(Planned planned) {
    this.planned = planned;
  }

  /** What is planned by now. */
  Planned planned() {
    return planned;
  }

  /**
   * Takes note of a decision that counts.
   *
   * @return whether it changes what will happen
   */
  boolean decision(CheckedDecision decision) {
    Verb verb = decision.statement().verb();
    if (verb == Verb.NOT_BEFORE) {
      notBefore = decision.statement().notBefore();
    } else if (verb == Verb.CUT_ANYWAY) {
      notBefore = null;
    }
    extend(decision);
    Planned before = planned;
    planned = planned.amendedBy(decision.statement());
    if (planned != before) {
      approvedBy.clear();
    }
    if (verb.changesThePlan()) {
      askedBy.add(decision.person());
    }
    return verb.changesThePlan();
  }

  /**
   * Takes note of what a consumer answered before the owner was asked, who is shown it.
   *
   * @return whether that is something else than was shown before
   */
  boolean answered(Fields answer) {
    Planned before = planned;
    if (answer.text("step").equals("approve")) {
      planned = planned.answered(answer.text("asked"), answer.flag("well"), answer.text("note"));
    }
    if (planned != before) {
      approvedBy.clear();
    }
    return planned != before;
  }

  /** Two different people move a deadline, to the same time; that is no other thing to approve. */
  private void extend(CheckedDecision decision) {
    Instant until = decision.statement().deadline();
    if (until == null) {
      return;
    }
    boolean second =
        until.equals(askedUntil) && extender != null && !extender.equals(decision.person());
    planned = second ? planned.dueBy(until) : planned;
    askedUntil = second ? null : until;
    extender = second ? null : decision.person();
  }

  /**
   * Takes note of an approval, which counts if it is by somebody who did not ask for the change.
   *
   * @return whether enough different people have approved what is planned by now
   */
  boolean approvedBy(CheckedDecision approval) {
    if (!askedBy.contains(approval.person())) {
      approvedBy.add(approval.person());
    }
    boolean enough = approvedBy.size() >= planned.quorum();
    if (enough) {
      askedBy.clear();
    }
    return enough;
  }

  /** Whether a change waits for its approval. */
  boolean waitForApproval() {
    return !askedBy.isEmpty();
  }

  /** What is wrong with acting at this time, if anything. */
  Optional<String> early(Entry entry) {
    return notBefore != null && entry.at().plus(StatementCheck.CLOCK_SKEW).isBefore(notBefore)
        ? Optional.of("acts before %s, until when somebody asked to wait".formatted(notBefore))
        : Optional.empty();
  }
}
