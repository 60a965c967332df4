// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.demo;

import dev.rekey.sandbox.estate.Group;
import dev.rekey.sandbox.traffic.Tally;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was seen of one group of credentials.
 *
 * @param leaked how many
 * @param proven how many are proven dead
 * @param tally what their consumers met
 * @param lastSuccess how long before its proof the attacker last got in: the shortest of the group;
 *     empty if it never did before
 * @param successesAfterProof how often the attacker got in later than that
 */
record GroupEvidence(
    Group group,
    int leaked,
    int proven,
    Tally tally,
    Optional<Duration> lastSuccess,
    long successesAfterProof) {

  /** Failures that nobody may see: those where old and new one overlap. */
  long avoidableFailures() {
    return group.overlap() ? tally.failures().size() : 0;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", group.title());
    json.put("overlap", group.overlap());
    json.put("leaked", leaked);
    json.put("proven", proven);
    json.put("consumerRequests", tally.requests());
    json.put("consumerFailures", tally.failures().size());
    json.put("longestGapMillis", tally.longestGap().toMillis());
    json.put(
        "attackerLastSuccessMillisBeforeProof", lastSuccess.map(Duration::toMillis).orElse(null));
    json.put("attackerSuccessesAfterProof", successesAfterProof);
    return json;
  }

  /** A row of the table at the end; {@link #HEADER} is its head. */
  String line() {
    return FORM.formatted(
        group.title(),
        leaked,
        proven,
        tally.requests(),
        tally.failures().size(),
        lastSuccess.map(GroupEvidence::seconds).orElse("never"),
        successesAfterProof);
  }

  static final String FORM = "%-24s %6s %6s %9s %7s %18s %12s";

  static final String HEADER =
      FORM.formatted(
          "", "leaked", "proven", "requests", "failed", "attacker's last", "after proof");

  private static String seconds(Duration before) {
    return "%.1f s before".formatted(before.toMillis() / 1000.0);
  }
}
