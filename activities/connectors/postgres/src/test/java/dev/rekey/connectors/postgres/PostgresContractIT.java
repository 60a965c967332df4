// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;

class PostgresContractIT extends IssuerContract {

  private final PostgresBench bench = new PostgresBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
