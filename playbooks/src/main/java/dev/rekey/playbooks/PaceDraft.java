// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Pace;
import dev.rekey.playbooks.yaml.DurationText;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import java.time.Duration;
import java.util.List;
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

  private static final PaceDraft USUAL = of(Pace.usual());
  private static final Duration NONE = Duration.ZERO;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration SHORTEST_BROWNOUT = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  record Tries(int times, Duration window) {}

  record Observation(Duration length, Duration atMost, Duration brownout) {}

  private static PaceDraft of(Pace pace) {
    return new PaceDraft(
        new Tries(pace.proveNewTimes(), pace.proveNewWindow()),
        pace.confirmWithin(),
        new Observation(pace.observeFor(), pace.observeAtMost(), pace.brownout()),
        pace.soak(),
        new Tries(pace.proveTimes(), pace.proveWindow()),
        pace.approvalWithin(),
        pace.retryFor(),
        pace.holdRetry());
  }

  static PaceDraft read(YamlMap root) {
    return read(root, USUAL);
  }

  /**
   * Reads it.
   *
   * @param usual what holds where the keys are left out
   */
  static PaceDraft read(YamlMap root, PaceDraft usual) {
    Optional<YamlMap> proveNew = root.map("prove-new");
    Optional<YamlMap> prove = root.map("prove");
    Optional<YamlMap> retry = root.map("retry");
    return new PaceDraft(
        tries(proveNew, 1, usual.proveNew()),
        duration(root.map("deliver"), "confirm-within", SHORTEST, usual.confirmWithin()),
        observation(root.map("observe"), usual.observation()),
        duration(root.map("revoke"), "soak", NONE, usual.soak()),
        tries(prove, 2, usual.prove()),
        duration(Optional.of(root), "approve-within", SHORTEST, usual.approvalWithin()),
        duration(retry, "for", SHORTEST, usual.retryFor()),
        duration(retry, "when-held", SHORTEST, usual.holdRetry()));
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
        holdRetry,
        observation.brownout());
  }

  private static Duration duration(
      Optional<YamlMap> map, String key, Duration least, Duration usual) {
    return map.flatMap(each -> each.duration(key, least, LONGEST)).orElse(usual);
  }

  private static Tries tries(Optional<YamlMap> map, int least, Tries usual) {
    return new Tries(
        map.flatMap(each -> each.integer("times", least, 100)).orElse(usual.times()),
        duration(map, "window", NONE, usual.window()));
  }

  private static Observation observation(Optional<YamlMap> map, Observation usual) {
    Duration length = duration(map, "for", NONE, usual.length());
    Optional<YamlText> given = map.flatMap(each -> each.text("at-most"));
    // Left out, it gives way to a long observation; written down, it must allow for it.
    Duration atMost =
        given
            .flatMap(text -> text.duration(NONE, LONGEST))
            .orElse(length.compareTo(usual.atMost()) > 0 ? length : usual.atMost());
    if (atMost.compareTo(length) < 0) {
      given.ifPresent(text ->
          text.mistake(
              "at-most-below-for",
              "%s (expected: at least as long as 'for', which is %s)"
                  .formatted(text.described(), DurationText.of(length))));
    }
    return new Observation(length, atMost, brownout(map, usual.brownout()));
  }

  /** Only where nobody knows its consumers: all others are seen to take up the new one. */
  private static Duration brownout(Optional<YamlMap> observe, Duration usual) {
    Optional<YamlMap> map = observe.flatMap(each -> each.map("brownout"));
    map.ifPresent(each -> each.require("when", "for"));
    map.flatMap(each -> each.text("when"))
        .ifPresent(when -> when.oneOf(List.of("consumers.unknown")));
    return duration(map, "for", SHORTEST_BROWNOUT, usual);
  }
}
