// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.vouching;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Role;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.words.PersonName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;

/** A person with a key of their own. */
record Voucher(Member member, SshPrivateKey key) {

  static Voucher of(String name, Role role) {
    return new Voucher(
        new Member(new PersonName(name), Set.of(role), Set.of()),
        SshPrivateKey.generate(new SecureRandom()));
  }

  static Roster roster(Voucher... people) {
    StringBuilder lines = new StringBuilder();
    for (Voucher person : people) {
      lines
          .append(person.member().name())
          .append(' ')
          .append(person.key().publicKey("").line())
          .append('\n');
    }
    return new Roster(lines.toString(), Arrays.stream(people).map(Voucher::member).toList());
  }

  SignedStatement sign(Subject subject, Verb verb, Instant now) {
    Statement statement =
        new Statement(
            null, subject, verb, member.name(), "", now, now.plusSeconds(3600), new TreeMap<>());
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }
}
