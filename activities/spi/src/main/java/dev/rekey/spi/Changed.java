// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

/** Whether a call changed something or found it done. */
public enum Changed {
  NOW,
  ALREADY
}
