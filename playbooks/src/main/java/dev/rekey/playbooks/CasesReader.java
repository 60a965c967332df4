// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.ApprovalRule;
import dev.rekey.planning.DeadlineRule;
import dev.rekey.planning.text.Shown;
import dev.rekey.playbooks.condition.Condition;
import dev.rekey.playbooks.yaml.YamlList;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a playbook says of some credentials only. What a case leaves out is as the playbook
 * says of all.
 */
final class CasesReader {

  private static final int MOST = 20;
  private static final int LONGEST_MESSAGE = 600;

  private CasesReader() {}

  /** What was read of one; whole only if no mistake was told. */
  record Draft(
      int number,
      Optional<Condition> when,
      ApprovalRule approval,
      PaceDraft pace,
      DeadlineRule deadline) {

    PlaybookCase whole() {
      return new PlaybookCase(number, when.orElseThrow(), approval, pace.pace(), deadline);
    }
  }

  static List<Draft> read(
      YamlMap root, ApprovalRule approval, PaceDraft usual, DeadlineRule deadline) {
    Optional<YamlList> given = root.list("cases");
    List<YamlMap> maps = given.map(YamlList::maps).orElseGet(List::of);
    given
        .filter(list -> list.values().size() > MOST)
        .ifPresent(list ->
            list.mistake(
                "too-many-cases",
                "%d cases (expected: at most %d)".formatted(list.values().size(), MOST)));
    List<Draft> drafts = new ArrayList<>();
    for (YamlMap map : maps) {
      map.require("when");
      drafts.add(
          new Draft(
              drafts.size() + 1,
              map.text("when").flatMap(CasesReader::condition),
              map.oneOf("approve", ApprovalRule.class).orElse(approval),
              PaceDraft.read(map, usual),
              Deadline.rule(map, deadline)));
    }
    return List.copyOf(drafts);
  }

  private static Optional<Condition> condition(YamlText text) {
    try {
      return Optional.of(Condition.compile(text.text()));
    } catch (IllegalArgumentException wrong) {
      text.mistake(
          "not-a-condition", Shown.escaped(String.valueOf(wrong.getMessage()), LONGEST_MESSAGE));
      return Optional.empty();
    }
  }
}
