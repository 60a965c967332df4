// SPDX-License-Identifier: Apache-2.0
package dev.rekey.evidence.certificate;

/** What an intent is about to do to a system. */
enum Effect {
  ISSUE,
  WRITE,
  DISABLE,
  ENABLE,
  REVOKE,
  WITHDRAW,
  DESTROY;

  /** Whether it takes the leaked credential away from whoever uses it. */
  boolean kills() {
    return this == DISABLE || this == REVOKE;
  }
}
