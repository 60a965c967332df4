// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.evidence.task.TaskAct;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.runtime.tasks.Task;
import dev.rekey.words.CredentialId;
import dev.rekey.words.PersonName;
import dev.rekey.words.SaltedSecret;
import dev.rekey.words.Secret;
import dev.rekey.words.TeamName;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody of a team, without a role, who signs what they did by hand. */
record Hand(Member member, SshPrivateKey key) {

  static Hand of(String name, String team) {
    return new Hand(
        new Member(new PersonName(name), Set.of(), Set.of(new TeamName(team))),
        SshPrivateKey.generate(new SecureRandom()));
  }

  static Roster roster(Hand... hands) {
    StringBuilder lines = new StringBuilder();
    List<Member> members = new ArrayList<>();
    for (Hand hand : hands) {
      lines.append(hand.member.name()).append(' ').append(hand.key.publicKey("").line());
      lines.append('\n');
      members.add(hand.member);
    }
    return new Roster(lines.toString(), members);
  }

  static SaltedSecret salted(String value) {
    return new SaltedSecret(
        Secret.taking(new byte[SaltedSecret.SALT]), Secret.taking(value.toCharArray()));
  }

  SignedStatement value(Task task, CredentialId credential, SaltedSecret value, Clock clock) {
    return sign(task, TaskAct.HAND_IN, "", credential, new Digest(value.digest()), clock);
  }

  SignedStatement says(Task task, String text, Clock clock) {
    return sign(task, TaskAct.HAND_IN, text, null, null, clock);
  }

  SignedStatement reveal(Task task, String why, Clock clock) {
    return sign(task, TaskAct.REVEAL, why, null, null, clock);
  }

  private SignedStatement sign(
      Task task,
      TaskAct act,
      String says,
      @Nullable CredentialId credential,
      @Nullable Digest value,
      Clock clock) {
    TaskStatement statement =
        new TaskStatement(
            task.campaign(),
            task.rotation(),
            task.operation(),
            act,
            Digest.ofText(task.instructions()),
            member.name(),
            says,
            credential,
            value,
            clock.instant(),
            clock.instant().plusSeconds(3600));
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }
}
