// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.evidence.chain.Entry;
import dev.rekey.evidence.chain.Head;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.gate.Past;
import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The outage of what cannot overlap is measured: from the announced cut to the recorded write. */
@Timeout(60)
class GapsTest {

  private static final Instant CUT = WrittenChain.START;
  private static final CredentialId LEAKED = new CredentialId("role-7");

  private final List<Entry> entries = new ArrayList<>();

  private Past past(PlannedRotation planned) {
    return new Past(planned, entries);
  }

  private GapsTest at(PlannedRotation planned, Duration after, String type, Map<String, ?> body) {
    String chain = planned.id().toString();
    Head head = entries.isEmpty() ? Head.start(chain) : entries.getLast().head();
    entries.add(Entry.after(head, chain, CUT.plus(after), type, body));
    return this;
  }

  private void replaced(PlannedRotation planned, String cut) {
    at(planned, Duration.ofHours(-1), "planned", planned.facts());
    at(planned, Duration.ofHours(-1), "intent", Map.of("effect", cut));
    at(planned, Duration.ofMinutes(-1), "step", done("preflight", 0));
    at(planned, Duration.ZERO, "intent", Map.of("effect", cut));
    at(planned, Duration.ofSeconds(5), "intent", Map.of("effect", cut));
    at(planned, Duration.ofMillis(9_250), "place", done("deliver", 0));
  }

  private static Map<String, ?> done(String step, int place) {
    return Map.of("step", step, "round", 0, "at", place, "result", "done", "facts", Map.of());
  }

  @Test
  void whatIsReplacedInPlaceWasMissingFromTheFirstAnnouncedIssueToTheWrite() {
    PlannedRotation planned = WrittenChain.inPlace(LEAKED, "build log");
    replaced(planned, "issue");
    assertThat(Gaps.of(planned, past(planned)))
        .containsExactly(Map.entry(planned.places().getFirst().toString(), "PT9.25S"));
  }

  @Test
  void whatWasCutFirstWasMissingFromTheCutOn() {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, LEAKED, "build log");
    replaced(planned, "disable");
    assertThat(Gaps.of(planned, past(planned)).values()).containsExactly("PT9.25S");
  }

  @Test
  void whatIsSwappedWasNeverMissing() {
    PlannedRotation planned = WrittenChain.planned(Disposition.REPLACE, LEAKED, "build log");
    replaced(planned, "issue");
    assertThat(Gaps.of(planned, past(planned))).isEmpty();
    assertThat(Gaps.sentence(past(planned))).isEmpty();
  }

  @Test
  void theLongestIsToldInASentence() {
    PlannedRotation planned = WrittenChain.inPlace(LEAKED, "build log");
    replaced(planned, "issue");
    at(
        planned,
        Duration.ofSeconds(12),
        "step",
        Map.of(
            "step",
            "confirm",
            "round",
            0,
            "result",
            "done",
            "facts",
            Map.of("seen", "cannot know", "gaps", Map.of("a", "PT9.25S", "b", "PT11S"))));
    assertThat(Gaps.sentence(past(planned)))
        .isEqualTo("2 places held no value that works, for at most PT11S");
  }
}
