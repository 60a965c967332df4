// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.rig;

/** Hands the same Rekey to all classes that ask for a {@link SharedRekey}. */
public final class OneRekey extends OneForAll<SharedRekey> {

  public OneRekey() {
    super(SharedRekey.class, SharedRekey::start);
  }
}
