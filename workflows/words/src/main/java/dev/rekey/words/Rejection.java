// SPDX-License-Identifier: Apache-2.0
package dev.rekey.words;

/** Why a system said a definite no. */
public enum Rejection {
  /** No such identity, credential, place or selector. */
  NOT_FOUND,
  /** The expected version or state is not what is there. */
  CONFLICT,
  /** All slots for credentials of this identity are taken. */
  SLOTS_FULL,
  /** Rekey's own credential may not do this. */
  FORBIDDEN,
  /** The system does not accept the request as it is. */
  INVALID
}
