// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

/** A stolen copy of a credential in a thief's hands: tries it once, and hears what comes of it. */
@FunctionalInterface
public interface Attempt {

  /** Tries it; never throws for what the server does. */
  Answer tryIt();
}
