// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.HoldShown;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.PersonName;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who signed what nothing but people can check: two different ones, about the very hold that waited
 * for it, and neither of them who did it by hand. A step in between makes their word one about the
 * past.
 */
final class Attestations {

  static final String TOO_FEW =
      "is attested by fewer than two people (expected: two different ones, neither of whom did it)";

  private static final String UNATTESTED = "unattested";
  private static final int ENOUGH = 2;

  private final Supplier<Planned> planned;
  private final Set<PersonName> people = new LinkedHashSet<>();
  private String asked = "";
  private @Nullable PersonName doer;

  Attestations(Supplier<Planned> planned) {
    this.planned = planned;
  }

  /** A step has ended in some way; if it is held to be attested, that is asked from here on. */
  void step(Fields step) {
    people.clear();
    Digest shown = planned.get().shown();
    asked =
        shown != null && UNATTESTED.equals(step.textOrNull("reason"))
            ? HoldShown.of(shown, step.text("step"), UNATTESTED, step.number("round") + 1).value()
            : "";
  }

  /** Somebody signed that they did something by hand: what comes of it others attest. */
  void done(PersonName person) {
    doer = person;
  }

  /** A decision that counts. */
  void decision(CheckedDecision decision, String rotation) {
    DecisionEntry entry = decision.entry();
    if (decision.statement().verb() == Verb.ATTEST
        && decision.covers(rotation)
        && entry != null
        && entry.shown() != null
        && entry.shown().value().equals(asked)
        && !decision.person().equals(doer)) {
      people.add(decision.person());
    }
  }

  boolean enough() {
    return people.size() >= ENOUGH;
  }
}
