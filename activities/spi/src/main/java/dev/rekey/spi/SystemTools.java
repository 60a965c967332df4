// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.Secret;
import java.time.Clock;

/** What Rekey lends to an open client. */
public interface SystemTools {

  Clock clock();

  /**
   * Resolves the reference of a secret setting. The caller closes what it gets, and asks anew for
   * each use, so that a rotated credential is picked up.
   *
   * @param reference as configured, for example {@code file:/etc/rekey/okta-token}
   * @throws IllegalStateException naming the reference, if nothing is found under it
   */
  Secret secret(String reference);

  /** The budget of this system, shared by all workers; every call is charged before it is made. */
  Budget budget();
}
