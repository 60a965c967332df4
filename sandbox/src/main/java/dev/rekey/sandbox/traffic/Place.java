// SPDX-License-Identifier: Apache-2.0
package dev.rekey.sandbox.traffic;

import java.io.IOException;

/**
 * Where an application reads its credential.
 *
 * @param <C> the credential, whole
 */
@FunctionalInterface
public interface Place<C> {

  /**
   * The credential that lies there now.
   *
   * @throws IOException if it cannot be read; the message holds no value
   */
  C read() throws IOException;
}
