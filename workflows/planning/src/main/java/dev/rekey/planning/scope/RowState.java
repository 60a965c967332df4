// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

/** What is known of a row. */
public enum RowState {
  /** It names one credential that can be acted upon. */
  RESOLVED,
  /** Which credential it means, or what to do with it, is open: held until somebody says. */
  UNRESOLVED,
  /** An inventory says that it exists, and nothing says that it leaked or is reached. */
  KNOWN,
  /** Somebody signed that it is none of ours. */
  RULED_OUT
}
