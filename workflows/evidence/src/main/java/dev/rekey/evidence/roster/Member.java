// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.roster;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Fields;
import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * One person on the roster.
 *
 * @param roles may be empty: such a person decides nothing
 * @param teams the teams for whose credentials an {@link Role#OWNER} decides
 */
public record Member(PersonName name, Set<Role> roles, Set<TeamName> teams) {

  // Both sets are kept in a fixed order: workflow code may go through them.
  public Member {
    requireNonNull(name, "name is null");
    Set<Role> sortedRoles = EnumSet.noneOf(Role.class);
    sortedRoles.addAll(roles);
    roles = Collections.unmodifiableSet(sortedRoles);
    teams = Collections.unmodifiableSet(new TreeSet<>(teams));
  }

  /** Whether this person has one of these roles. */
  public boolean has(Role... any) {
    return List.of(any).stream().anyMatch(roles::contains);
  }

  SortedMap<String, Object> toJson() {
    return CanonicalJson.copy(
        Map.of(
            "name", name.value(),
            "roles", roles.stream().map(CanonicalJson::name).sorted().toList(),
            "teams", teams.stream().map(TeamName::value).toList()));
  }

  static Member fromJson(Fields fields) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    fields.textList("roles").forEach(role -> roles.add(role(role)));
    Set<TeamName> teams = new TreeSet<>();
    fields.textList("teams").forEach(team -> teams.add(new TeamName(team)));
    Member member = new Member(new PersonName(fields.text("name")), roles, teams);
    fields.end();
    return member;
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (CanonicalJson.name(role).equals(text)) {
        return role;
      }
    }
    throw new MalformedEvidence(
        "role '%s' (expected: one of %s)"
            .formatted(text, List.of(Role.values()).toString().toLowerCase(Locale.ROOT)));
  }
}
