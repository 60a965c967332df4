// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

/**
 * What a credential opens: one call to the real server, which lets in or refuses.
 *
 * @param <C> the credential, whole
 */
@FunctionalInterface
public interface Door<C> {

  /** Tries it once; never throws for what the server does. */
  Answer enter(C credential);
}
