// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

/** Whether a call can change anything, which decides what a lost answer means. */
enum Effect {
  /** It only reads: whatever went wrong, nothing changed and it may be asked again. */
  NONE,
  /** It writes: without an answer, or with a 5xx, it may have happened. */
  POSSIBLE
}
