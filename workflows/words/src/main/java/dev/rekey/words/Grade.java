// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** How well it is proven that a credential is dead, best first. */
public enum Grade {
  /** The old value was tried, under controls, and refused over the kind's whole lag. */
  REFUSED,
  /** The system's own complete list does not hold it any more. */
  ABSENT,
  /** Two people say so, with a reason. */
  ATTESTED
}
