// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.evidence.Shown;
import dev.rekey.evidence.decision.Checked.Invalid;
import dev.rekey.evidence.decision.Checked.Valid;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.evidence.signature.SshPublicKey;
import dev.rekey.evidence.signature.SshSignature;
import dev.rekey.words.PersonName;
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
    try {
      statement = Statement.parse(signed.text());
    } catch (MalformedEvidence e) {
      return new Invalid(String.valueOf(e.getMessage()));
    }
    Claim claim = new Claim(statement.person(), statement.time(), statement.expires());
    return objection(signed, claim, roster, now, memory)
        .<Checked>map(Invalid::new)
        .orElseGet(() -> new Valid(statement, roster.member(statement.person()).orElseThrow()));
  }

  /** Who says to have signed, and when. */
  public record Claim(PersonName person, Instant time, Instant expires) {}

  /**
   * Why a signed text of whatever form does not count as that person's; empty if it does.
   *
   * @param claim as the text itself says
   */
  public static Optional<String> objection(
      SignedStatement signed, Claim claim, Roster roster, Instant now, SignatureMemory memory) {
    SshSignature signature;
    try {
      signature = SshSignature.parse(signed.signature());
    } catch (MalformedEvidence e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    if (claim.time().isAfter(now.plus(CLOCK_SKEW))) {
      return Optional.of(
          "decided at %s, which is more than 5 minutes after %s".formatted(claim.time(), now));
    }
    if (!now.isBefore(claim.expires())) {
      return Optional.of("expired at %s, it is %s".formatted(claim.expires(), now));
    }
    String person = Shown.text(claim.person().value());
    if (roster.member(claim.person()).isEmpty()) {
      return Optional.of("%s is not on the roster".formatted(person));
    }
    SshPublicKey key = signature.key();
    if (!roster.keysOf(claim.person(), claim.time()).contains(key)
        || !roster.keysOf(claim.person(), now).contains(key)) {
      return Optional.of(
          "signed with %s, which is no key of %s that counts at %s"
              .formatted(key, person, claim.time()));
    }
    return memory.fits(signed, signature)
        ? Optional.empty()
        : Optional.of(
            "the signature by %s does not fit the statement: one of the two was altered"
                .formatted(key));
  }
}
