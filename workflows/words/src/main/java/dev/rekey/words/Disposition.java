// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** What is to become of a leaked credential. */
public enum Disposition {
  /** Issue a new one, install it everywhere, then kill the old one. */
  REPLACE,
  /** Nobody needs it: watch, disable, kill. */
  RETIRE,
  /** A session or an attacker's own account: kill at once. */
  REVOKE_NOW
}
