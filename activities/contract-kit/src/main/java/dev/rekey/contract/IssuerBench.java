// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.spi.Issued;
import dev.rekey.words.CredentialId;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import java.time.Duration;
import java.util.Set;

/** A system that accepts credentials of one kind. */
public interface IssuerBench extends Bench {

  Kind kind();

  /** A new identity that has no credential yet. */
  IdentityName identity();

  /**
   * The names that a value of this identity may say although they are no secret: those of the
   * accounts that it speaks for, each behind a door of its own.
   */
  default Set<String> accounts(IdentityName identity) {
    return Set.of(identity.value());
  }

  /** A well-formed name that the system does not know. */
  IdentityName unknownIdentity();

  /** The credentials that exist, asked for on another way than the connector's. */
  Set<CredentialId> existing(IdentityName identity);

  /** How long this system takes until a change holds; may be shorter than the declared lag. */
  Duration lag();

  /**
   * Issues a credential as a person does at the system's own console; asked for only if the kind is
   * issued by hand, or if its values are ours and replace one that must exist first.
   */
  default Issued issuedByHand(IdentityName identity) {
    throw new IllegalStateException(
        "kind %s is issued by hand (expected: a bench that can do so)".formatted(kind()));
  }

  /** What the system answers to a probe of whatever value if it takes us for somebody else. */
  Fault otherIdentity();
}
