// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import dev.rekey.spi.Connector;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Secret;

/** A running system with a connector in front of it, as the contract needs it. */
public interface Bench {

  /** The connector under test. */
  Connector connector();

  /**
   * Working settings of one system, all of them pointing at {@link #proxy()}, with a time-out of at
   * most three seconds.
   */
  SystemSettings settings();

  /**
   * What the connector is lent; resolves the settings' reference to a credential with all rights.
   */
  ContractTools tools();

  /** The only way on which the connector reaches the system. */
  SpoiledWay proxy();

  /** A credential of the right form that the system does not accept; new at each call. */
  Secret refusedOwnCredential();

  /** What the system answers to too many calls. */
  Fault throttled();

  /** What the system answers to a call for which the right is missing. */
  Fault forbidden();
}
