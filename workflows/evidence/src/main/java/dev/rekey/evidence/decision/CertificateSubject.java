// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.decision;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;

/**
 * One certificate.
 *
 * @param body the digest of its body
 */
public record CertificateSubject(Digest body) implements Subject {

  public CertificateSubject {
    requireNonNull(body, "body is null");
  }
}
