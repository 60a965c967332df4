// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

/** In which order a credential that is replaced dies and is replaced. */
public enum Mode {
  /** The new one stands everywhere before the old one is touched. */
  SWAP,
  /** The old one is cut at once and replaced after: to wait would do more harm than the outage. */
  CONTAIN
}
