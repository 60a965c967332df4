// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Pace;
import dev.rekey.playbooks.yaml.DurationText;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the keys of a playbook that set its pace. The ranges are those of {@link Pace}, told here
 * with a position; what is left out is as usual.
 */
record PaceDraft(
    Tries proveNew,
    Duration confirmWithin,
    Observation observation,
    Duration soak,
    Tries prove,
    Duration approvalWithin,
    Duration retryFor,
    Duration holdRetry) {

  private static final Pace USUAL = Pace.usual();
  private static final Duration NONE = Duration.ZERO;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(366);

  record Tries(int times, Duration window) {}

  record Observation(Duration length, Duration atMost) {}

  static PaceDraft read(YamlMap root) {
    Optional<YamlMap> proveNew = root.map("prove-new");
    Optional<YamlMap> prove = root.map("prove");
    Optional<YamlMap> retry = root.map("retry");
    return new PaceDraft(
        tries(proveNew, 1, USUAL.proveNewTimes(), USUAL.proveNewWindow()),
        duration(root.map("deliver"), "confirm-within", SHORTEST, USUAL.confirmWithin()),
        observation(root.map("observe")),
        duration(root.map("revoke"), "soak", NONE, USUAL.soak()),
        tries(prove, 2, USUAL.proveTimes(), USUAL.proveWindow()),
        duration(Optional.of(root), "approve-within", SHORTEST, USUAL.approvalWithin()),
        duration(retry, "for", SHORTEST, USUAL.retryFor()),
        duration(retry, "when-held", SHORTEST, USUAL.holdRetry()));
  }

  /** The pace; only if no mistake was told. */
  Pace pace() {
    return new Pace(
        proveNew.times(),
        proveNew.window(),
        confirmWithin,
        observation.length(),
        observation.atMost(),
        soak,
        prove.times(),
        prove.window(),
        approvalWithin,
        retryFor,
        holdRetry);
  }

  private static Duration duration(
      Optional<YamlMap> map, String key, Duration least, Duration usual) {
    return map.flatMap(each -> each.duration(key, least, LONGEST)).orElse(usual);
  }

  private static Tries tries(Optional<YamlMap> map, int least, int times, Duration window) {
    return new Tries(
        map.flatMap(each -> each.integer("times", least, 100)).orElse(times),
        duration(map, "window", NONE, window));
  }

  private static Observation observation(Optional<YamlMap> map) {
    Duration length = duration(map, "for", NONE, USUAL.observeFor());
    Optional<YamlText> given = map.flatMap(each -> each.text("at-most"));
    // Left out, it gives way to a long observation; written down, it must allow for it.
    Duration atMost =
        given
            .flatMap(text -> text.duration(NONE, LONGEST))
            .orElse(length.compareTo(USUAL.observeAtMost()) > 0 ? length : USUAL.observeAtMost());
    if (atMost.compareTo(length) < 0) {
      given.ifPresent(text ->
          text.mistake(
              "at-most-below-for",
              "%s (expected: at least as long as 'for', which is %s)"
                  .formatted(text.described(), DurationText.of(length))));
    }
    return new Observation(length, atMost);
  }
}
