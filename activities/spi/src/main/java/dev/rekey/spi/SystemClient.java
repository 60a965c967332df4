// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;

/** An open client for one system; safe for use by many threads. */
public interface SystemClient extends AutoCloseable {

  /** Asks the system who we are and whether our own credential has the rights that we need. */
  Outcome<Access> check();

  /**
   * The issuer of one kind of credential.
   *
   * @throws IllegalArgumentException if the connector does not declare that kind
   */
  Issuer issuer(Kind kind);

  /**
   * The places that this system holds.
   *
   * @throws IllegalArgumentException if the connector declares that its systems hold none
   */
  Places places();

  /**
   * Asks consumers whether they are well.
   *
   * @throws IllegalArgumentException if its systems ask no consumers
   */
  default HealthChecks health() {
    throw new IllegalArgumentException(
        "this system asks no consumers (expected: one of connector health)");
  }

  @Override
  void close();
}
