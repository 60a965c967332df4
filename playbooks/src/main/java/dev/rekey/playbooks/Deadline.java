// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.Deadline.Action;
import dev.rekey.planning.DeadlineRule;
import dev.rekey.playbooks.yaml.YamlList;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads what a playbook says of deadlines. Of an owner's time to decide the engine has one way so
 * far; whatever else the language can say of it is refused where it stands, so that nobody counts
 * on it.
 */
final class Deadline {

  private static final List<String> REMINDERS = List.of("25%", "50%", "75%");
  private static final String ESCALATION = "80%";
  private static final String COMMANDER = "incident-commander";
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final Pattern PERCENT = Pattern.compile("[1-9][0-9]?%");

  private Deadline() {}

  /** Tells whatever is not carried out yet. */
  static void read(YamlMap root) {
    root.list("remind").ifPresent(Deadline::reminders);
    Optional<YamlMap> escalate = root.map("escalate");
    escalate
        .flatMap(map -> map.text("at"))
        .filter(Deadline::isPercent)
        .ifPresent(at -> requireDone(at, List.of(ESCALATION)));
    escalate.flatMap(map -> map.text("to")).ifPresent(to -> requireDone(to, List.of(COMMANDER)));
  }

  /** Until when it is to be dead, and what then. */
  static DeadlineRule rule(YamlMap root) {
    return rule(root, DeadlineRule.USUAL);
  }

  /**
   * The same.
   *
   * @param usual what holds where the keys are left out
   */
  static DeadlineRule rule(YamlMap root, DeadlineRule usual) {
    return new DeadlineRule(
        root.duration("kill-within", SHORTEST, LONGEST).orElse(usual.within()),
        root.oneOf("at-deadline", Action.class).orElse(usual.then()));
  }

  private static void reminders(YamlList list) {
    List<YamlText> texts = list.texts().stream().filter(Deadline::isPercent).toList();
    texts.forEach(text -> requireDone(text, REMINDERS));
    Set<String> said = new TreeSet<>();
    texts.forEach(text -> said.add(text.text()));
    boolean all = said.containsAll(REMINDERS) && list.values().size() == REMINDERS.size();
    if (texts.size() == list.values().size() && REMINDERS.containsAll(said) && !all) {
      list.mistake(
          "not-yet",
          "other reminders than these are not carried out yet (expected: %s, or none of this)"
              .formatted(REMINDERS));
    }
  }

  private static boolean isPercent(YamlText text) {
    if (PERCENT.matcher(text.text()).matches()) {
      return true;
    }
    text.mistake(
        "not-a-percentage",
        "%s (expected: 1%% to 99%% of the time that an owner has)".formatted(text.described()));
    return false;
  }

  private static void requireDone(YamlText text, List<String> done) {
    if (!done.contains(text.text())) {
      text.mistake(
          "not-yet",
          "%s is not carried out yet (expected: %s, or none of this)"
              .formatted(text.described(), done.size() == 1 ? done.getFirst() : "one of " + done));
    }
  }
}
