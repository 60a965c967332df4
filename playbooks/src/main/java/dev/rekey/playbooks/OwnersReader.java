// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.planning.scope.OwnerRule;
import dev.rekey.planning.scope.OwnerRules;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlList;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads who owns what, for credentials of which no row says it; the first rule that matches counts.
 *
 * <pre>
 * rules:
 *   - {identity: "svc-pay-*", owner: payments, because: their accounts are called so}
 *   - {system: "aws-*", owner: cloud, because: they run the accounts}
 * </pre>
 */
public final class OwnersReader {

  private static final int MOST = 1_000;

  private OwnersReader() {}

  /** Reads the file. Never throws for what is in it. */
  public static Reading<OwnerRules> read(String file, byte[] content) {
    YamlFile yaml = YamlFile.read(file, content);
    yaml.root().require("rules");
    List<OwnerRule> rules = new ArrayList<>();
    List<YamlMap> given = yaml.root().list("rules").map(YamlList::maps).orElseGet(List::of);
    if (given.size() > MOST) {
      yaml.root()
          .mistake("too-many", "%d rules (expected: at most %d)".formatted(given.size(), MOST));
    }
    given.stream().limit(MOST).forEach(rule -> rule(rule).ifPresent(rules::add));
    return yaml.reading(() -> new OwnerRules(rules));
  }

  private static Optional<OwnerRule> rule(YamlMap rule) {
    rule.require("owner", "because");
    Optional<TeamName> owner = rule.as("owner", TeamName::new);
    String because = rule.text("because").map(YamlText::text).orElse("");
    String system = pattern(rule, "system");
    String identity = pattern(rule, "identity");
    String kind = pattern(rule, "kind");
    String place = pattern(rule, "place");
    if (owner.isEmpty() || because.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new OwnerRule(system, identity, kind, place, owner.get(), because));
    } catch (IllegalArgumentException wrong) {
      rule.mistake("wrong-rule", String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  private static String pattern(YamlMap rule, String key) {
    return rule.text(key).map(YamlText::text).orElse("*");
  }
}
