// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.crash;

/** Where around an effect the process dies. */
enum Moment {
  /** The intent is written, the call is not made. */
  BEFORE,
  /** The system has issued, the value is not sealed. */
  UNSEALED,
  /** The system has answered, the outcome is not written. */
  AFTER,
  /** The outcome is written, Temporal has not heard of it. */
  RECORDED
}
