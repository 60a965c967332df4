// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A person on a roster. */
public record MemberView(String name, List<String> roles, List<String> teams) {

  public MemberView {
    roles = List.copyOf(roles);
    teams = List.copyOf(teams);
  }

  public static MemberView of(Member member) {
    return new MemberView(
        member.name().value(),
        member.roles().stream().map(CanonicalJson::name).toList(),
        member.teams().stream().map(TeamName::value).toList());
  }

  /**
   * The member that this describes.
   *
   * @throws IllegalArgumentException for a name or role that there is not
   */
  public Member member() {
    Set<Role> known = EnumSet.noneOf(Role.class);
    for (String role : roles) {
      known.add(role(role));
    }
    Set<TeamName> named = new TreeSet<>();
    teams.forEach(team -> named.add(new TeamName(team)));
    return new Member(new PersonName(name), known, named);
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (CanonicalJson.name(role).equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "role: '%s' (expected: one that Rekey knows)".formatted(text));
  }
}
