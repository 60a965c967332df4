// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a verb needs said beside it. */
final class Terms {

  private Terms() {}

  /**
   * Requires that a verb's terms say what it needs.
   *
   * @throws MalformedEvidence naming the term
   */
  static void check(Verb verb, SortedMap<String, String> terms) {
    switch (verb) {
      case EXCEPT -> fields(terms).instant(Statement.UNTIL);
      case NOT_MINE -> team(terms);
      case ADD_CONSUMER -> place(terms);
      case NOT_BEFORE -> fields(terms).instant(Statement.NOT_BEFORE);
      case ALREADY_REPLACED -> replacement(terms);
      case EXTEND -> fields(terms).instant(Statement.DEADLINE);
      case APPROVE,
          DENY,
          COUNTERSIGN,
          RETRY,
          CUT_ANYWAY,
          ROLL_BACK,
          BY_HAND,
          RETIRE,
          DELIVER_ANYWAY,
          ATTEST,
          RULE_OUT,
          CLOSE,
          REOPEN,
          TRUST_ROSTER,
          VOUCH -> {
        // Say all that they need by themselves.
      }
    }
  }

  static TeamName team(SortedMap<String, String> terms) {
    return read(fields(terms).text(Statement.TO), TeamName::new);
  }

  static Place place(SortedMap<String, String> terms) {
    return read(fields(terms).text(Statement.PLACE), Place::parse);
  }

  static @Nullable CredentialId replacement(SortedMap<String, String> terms) {
    String by = fields(terms).textOrNull(Statement.BY);
    return by == null ? null : read(by, CredentialId::new);
  }

  private static Fields fields(SortedMap<String, String> terms) {
    return Fields.of("decision.terms", terms);
  }

  private static <T> T read(String text, Function<String, T> as) {
    try {
      return as.apply(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedEvidence("decision.terms: " + e.getMessage());
    }
  }
}
