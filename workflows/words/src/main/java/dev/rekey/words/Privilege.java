// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** How much a credential may do, as its owner or the intake states it. */
public enum Privilege {
  READ,
  WRITE,
  ADMIN,
  UNKNOWN
}
