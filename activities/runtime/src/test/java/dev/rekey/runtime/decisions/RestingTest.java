// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.evidence.decision.Verb;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Nobody's word leaves switched off what is off only to see who misses it. */
@Timeout(60)
class RestingTest {

  private static final String CHAIN = "okta-2026-11/aws-prod/billing/iam-access-key/AKIA1";
  private static final Instant OFF = Instant.parse("2026-11-23T18:00:00Z");

  private static List<Entry> chain(String... effects) {
    List<Entry> entries = new ArrayList<>();
    for (String effect : effects) {
      Head head = entries.isEmpty() ? Head.start(CHAIN) : entries.getLast().head();
      entries.add(
          Entry.after(
              head,
              CHAIN,
              OFF.plusSeconds(entries.size()),
              "outcome",
              Map.of("effect", effect, "step", "observe", "result", "done")));
    }
    return entries;
  }

  @ParameterizedTest
  @EnumSource(
      value = Verb.class,
      names = {"NOT_MINE", "NOT_BEFORE", "ADD_CONSUMER", "EXCEPT", "COUNTERSIGN"})
  void nothingLetsItRestUntilItIsOnAgain(Verb verb) {
    assertThat(Resting.objection(chain("disable"), verb))
        .hasValueSatisfying(
            why -> assertThat(why).contains("would leave it switched off, as it is since " + OFF));
    assertThat(Resting.objection(chain("disable", "enable"), verb)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Verb.class,
      names = {"RETRY", "ROLL_BACK", "CUT_ANYWAY", "EXTEND"})
  void whatGoesOnOrBackIsHeard(Verb verb) {
    assertThat(Resting.objection(chain("disable"), verb)).isEmpty();
  }

  @Test
  void whatWasNeverOffMayRest() {
    assertThat(Resting.objection(chain(), Verb.EXCEPT)).isEmpty();
  }
}
