// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.Shown;
import dev.rekey.words.Grade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What step prove found, held against promise P5: a refusal counts only if the same value was seen
 * to work before, while a good credential passed and nonsense was refused alike, over the lag; and
 * the system's whole list must be without the credential.
 */
final class Proof {

  private static final int FEWEST_REFUSALS = 2;
  private static final String ALIVE = "alive";

  private final Planned planned;
  private final Fields preflight;
  private final Fields facts;

  Proof(Planned planned, SortedMap<String, Object> preflight, SortedMap<String, Object> facts) {
    this.planned = planned;
    this.preflight = Fields.of(StepOrder.PREFLIGHT, preflight);
    this.facts = Fields.of(StepOrder.PROVE, facts);
  }

  /** What is missing for this grade, a sentence each. */
  List<String> gaps(Grade grade) {
    List<String> gaps = new ArrayList<>();
    String ends = CanonicalJson.name(grade);
    String found = said("grade");
    if (!found.equals(ends)) {
      gaps.add("ends with grade %s, but step prove found %s".formatted(ends, Shown.text(found)));
    }
    switch (grade) {
      case REFUSED -> {
        refused(gaps);
        absent(gaps);
      }
      case ABSENT -> absent(gaps);
      case ATTESTED -> {
        // Two people say so: whether they do is seen in the chain.
      }
    }
    return gaps;
  }

  private void refused(List<String> gaps) {
    if (!preflight.has("baseline") || !preflight.flag("baseline")) {
      gaps.add("is refused, but nobody saw the old value work before the cut: no baseline");
    }
    long refusals = facts.has("refusals") ? facts.number("refusals") : 0;
    if (refusals < FEWEST_REFUSALS) {
      gaps.add("is refused %d times (expected: at least %d)".formatted(refusals, FEWEST_REFUSALS));
    }
    window(facts.instantOrNull("first"), facts.instantOrNull("last"), gaps);
    String signature = said("signature");
    if (signature.isBlank()) {
      gaps.add("is refused without the signature of a refusal");
    }
    if (!said("control-good").equals(ALIVE)) {
      gaps.add("is refused, but no good credential passed at the same time");
    }
    if (!said("control-nonsense").equals(signature)) {
      gaps.add(
          "is refused with '%s', but nonsense with '%s' (expected: alike)"
              .formatted(Shown.text(signature), Shown.text(said("control-nonsense"))));
    }
  }

  private void window(@Nullable Instant first, @Nullable Instant last, List<String> gaps) {
    Duration least = Objects.requireNonNullElse(planned.lag(), Duration.ZERO);
    if (first == null || last == null || !last.isAfter(first)) {
      gaps.add("is refused, but not again and again over a time");
    } else if (Duration.between(first, last).compareTo(least) < 0) {
      gaps.add(
          "is refused over %s (expected: at least the system's lag, %s)"
              .formatted(Duration.between(first, last), least));
    }
  }

  private void absent(List<String> gaps) {
    boolean complete = facts.has("complete") && facts.flag("complete");
    boolean gone = facts.has("listed") && !facts.flag("listed");
    if (!complete || !gone) {
      gaps.add("was not found to be gone from the system's complete list");
    }
  }

  private String said(String key) {
    return Objects.requireNonNullElse(facts.textOrNull(key), "");
  }
}
