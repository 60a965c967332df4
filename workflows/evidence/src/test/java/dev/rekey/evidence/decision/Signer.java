// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A person with a key, for tests. */
public record Signer(Member member, SshPrivateKey key) {

  /** A person with a new key. */
  public static Signer of(String name, Set<Role> roles, String... teams) {
    Set<TeamName> names = new TreeSet<>();
    for (String team : teams) {
      names.add(new TeamName(team));
    }
    return new Signer(
        new Member(new PersonName(name), roles, names), SshPrivateKey.generate(new SecureRandom()));
  }

  public PersonName name() {
    return member.name();
  }

  /** Their line in {@code allowed_signers}, with these options and a blank, or none. */
  public String line(String options) {
    return name() + " " + options + key.publicKey("").line() + "\n";
  }

  /** Signs a statement, whoever it names. */
  public SignedStatement sign(Statement statement) {
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }

  /** A roster of these people. */
  public static Roster roster(Signer... people) {
    StringBuilder lines = new StringBuilder();
    List<Member> members = new ArrayList<>();
    for (Signer person : people) {
      lines.append(person.line(""));
      members.add(person.member());
    }
    return new Roster(lines.toString(), members);
  }
}
