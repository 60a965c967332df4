// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Subject;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.evidence.signature.SshPrivateKey;
import dev.rekey.evidence.task.TaskStatement;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Somebody on the roster, with a key of their own. */
public record Person(PersonName name, SshPrivateKey key, List<String> roles, List<String> teams) {

  public static Person of(String name, String role, String... teams) {
    return new Person(
        new PersonName(name),
        SshPrivateKey.generate(new SecureRandom()),
        List.of(role),
        List.of(teams));
  }

  /** The person's line of allowed signers. */
  public String signerLine() {
    return name + " " + key.publicKey(name.value()).line() + "\n";
  }

  /** Signs a decision that holds for an hour. */
  public SignedStatement sign(
      @Nullable CampaignName campaign, Subject subject, Verb verb, String reason) {
    return sign(campaign, subject, verb, reason, new TreeMap<>());
  }

  public SignedStatement sign(
      @Nullable CampaignName campaign,
      Subject subject,
      Verb verb,
      String reason,
      SortedMap<String, String> terms) {
    Instant now = Instant.now();
    Statement statement =
        new Statement(campaign, subject, verb, name, reason, now, now.plusSeconds(3600), terms);
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }

  /** Signs what is said about a task. */
  public SignedStatement sign(TaskStatement statement) {
    return new SignedStatement(statement.text(), key.sign(statement.bytes(), Statement.NAMESPACE));
  }
}
