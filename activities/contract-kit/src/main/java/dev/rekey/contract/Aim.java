// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

/** Which requests a fault hits. */
public enum Aim {
  EVERYTHING,
  /** Only those that change something. */
  EFFECTS
}
