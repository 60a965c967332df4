// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.DecisionEntry;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.StatementSubject;
import dev.rekey.evidence.roster.Member;
import dev.rekey.words.PersonName;
import org.jspecify.annotations.Nullable;

/**
 * A decision whose signature holds.
 *
 * @param entry how it stands in a chain; null if it stands in none
 */
record CheckedDecision(Statement statement, Member member, @Nullable DecisionEntry entry) {

  PersonName person() {
    return member.name();
  }

  boolean covers(String rotation) {
    return entry != null && entry.covers(statement, rotation);
  }

  boolean countersigns(Digest digest) {
    return statement.subject() instanceof StatementSubject subject
        && subject.statement().equals(digest);
  }
}
