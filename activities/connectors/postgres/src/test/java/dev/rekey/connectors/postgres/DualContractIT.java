// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.postgres;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;

class DualContractIT extends IssuerContract {

  private final DualBench bench = new DualBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
