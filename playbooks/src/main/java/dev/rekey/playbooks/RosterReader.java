// SPDX-License-Identifier: Apache-2.0
package dev.rekey.playbooks;

import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.playbooks.yaml.Reading;
import dev.rekey.playbooks.yaml.YamlEntry;
import dev.rekey.playbooks.yaml.YamlFile;
import dev.rekey.playbooks.yaml.YamlList;
import dev.rekey.playbooks.yaml.YamlMap;
import dev.rekey.playbooks.yaml.YamlText;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads who has which roles and teams. Keys are in the {@code allowed_signers} file beside it.
 *
 * <pre>
 * people:
 *   alice@example.com: {roles: [responder]}
 *   bob@example.com: {roles: [owner], teams: [payments, search]}
 * </pre>
 */
public final class RosterReader {

  private RosterReader() {}

  /**
   * Reads the file. Never throws for what is in it.
   *
   * @param file the file's name, as mistakes cite it
   * @return the members in the file's order; at least one
   */
  public static Reading<List<Member>> read(String file, byte[] content) {
    YamlFile yaml = YamlFile.read(file, content);
    yaml.root().require("people");
    List<Member> members = new ArrayList<>();
    yaml.root()
        .map("people")
        .ifPresent(people -> {
          if (people.entries().isEmpty()) {
            people.mistake("nobody", "nobody (expected: at least one person)");
          }
          people.entries().forEach(entry -> member(entry).ifPresent(members::add));
        });
    return yaml.reading(() -> List.copyOf(members));
  }

  private static Optional<Member> member(YamlEntry entry) {
    Optional<PersonName> name = entry.key().as(PersonName::new);
    if (!(entry.value() instanceof YamlMap person)) {
      entry
          .value()
          .mistake(
              "wrong-shape",
              entry.value().described() + " (expected: {roles: [...], teams: [...]})");
      return Optional.empty();
    }
    person.require("roles");
    Set<Role> roles = EnumSet.noneOf(Role.class);
    person
        .list("roles")
        .ifPresent(list -> {
          list.texts().forEach(text -> text.oneOf(Role.class).ifPresent(roles::add));
          if (list.values().isEmpty()) {
            list.mistake("no-role", "no role (expected: at least one)");
          }
        });
    Set<TeamName> teams = new TreeSet<>();
    List<YamlText> given = person.list("teams").map(YamlList::texts).orElseGet(List::of);
    given.forEach(text -> text.as(TeamName::new).ifPresent(teams::add));
    if (roles.contains(Role.OWNER) && given.isEmpty()) {
      person.mistake(
          "owner-without-team", "an owner without a team (expected: teams: [...], at least one)");
    }
    return name.map(known -> new Member(known, roles, teams));
  }
}
