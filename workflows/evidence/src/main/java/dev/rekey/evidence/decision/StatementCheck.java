// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.decision.Checked.Invalid;
import dev.rekey.evidence.decision.Checked.Valid;
import dev.rekey.evidence.roster.Member;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.evidence.signature.SshSignature;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The check that a signed statement is what it claims to be (promise P7). */
public final class StatementCheck {

  /** How far a signer's clock may be ahead of ours. */
  public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private StatementCheck() {}

  /**
   * Checks form, person, times and signature.
   *
   * <p>The key must count both when the statement says that it was decided and now: with only the
   * first, whoever finds a key that was taken off the roster could date a decision back.
   *
   * @param now when the statement arrived, or was recorded
   */
  public static Checked verify(SignedStatement signed, Roster roster, Instant now) {
    return verify(signed, roster, now, new SignatureMemory());
  }

  /** As {@link #verify(SignedStatement, Roster, Instant)}, for many that may be the same. */
  public static Checked verify(
      SignedStatement signed, Roster roster, Instant now, SignatureMemory memory) {
    Statement statement;
    SshSignature signature;
    try {
      statement = Statement.parse(signed.text());
      signature = SshSignature.parse(signed.signature());
    } catch (MalformedEvidence e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
    if (statement.time().isAfter(now.plus(CLOCK_SKEW))) {
      return new Invalid(
          "decided at %s, which is more than 5 minutes after %s".formatted(statement.time(), now));
    }
    if (!now.isBefore(statement.expires())) {
      return new Invalid("expired at %s, it is %s".formatted(statement.expires(), now));
    }
    Optional<Member> member = roster.member(statement.person());
    if (member.isEmpty()) {
      return new Invalid("%s is not on the roster".formatted(shown(statement)));
    }
    SshPublicKey key = signature.key();
    if (!roster.keysOf(statement.person(), statement.time()).contains(key)
        || !roster.keysOf(statement.person(), now).contains(key)) {
      return new Invalid(
          "signed with %s, which is no key of %s that counts at %s"
              .formatted(key, shown(statement), statement.time()));
    }
    if (!memory.fits(signed, signature)) {
      return new Invalid(
          "the signature by %s does not fit the statement: one of the two was altered"
              .formatted(key));
    }
    return new Valid(statement, member.get());
  }

  private static String shown(Statement statement) {
    return Shown.text(statement.person().value());
  }
}
