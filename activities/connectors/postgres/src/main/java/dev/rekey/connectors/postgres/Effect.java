// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

/** Whether something can have changed yet, which decides what a lost answer means. */
enum Effect {
  /** Only asked so far, or not yet committed: whatever went wrong, nothing changed. */
  NONE,
  /** The statement that changes something was sent: without an answer, it may have happened. */
  POSSIBLE
}
