// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rig;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.words.PersonName;
import dev.rekey.words.TeamName;
import java.security.SecureRandom;
import java.util.Set;

/** Somebody with a key of their own, on the roster or not. */
public record Person(Member member, SshPrivateKey key) {

  static Person of(String name, Role role, String... teams) {
    Set<TeamName> of = new java.util.TreeSet<>();
    for (String team : teams) {
      of.add(new TeamName(team));
    }
    return new Person(
        new Member(new PersonName(name), Set.of(role), of),
        SshPrivateKey.generate(new SecureRandom()));
  }

  public PersonName name() {
    return member.name();
  }

  String signerLine() {
    return name() + " " + key.publicKey(name().value()).line() + "\n";
  }

  /** Signs with the person's own key, whoever the statement claims to be from. */
  public SignedStatement sign(Statement statement) {
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }
}
