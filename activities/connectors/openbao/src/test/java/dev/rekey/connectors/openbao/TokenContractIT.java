// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;

class TokenContractIT extends IssuerContract {

  private final TokenBench bench = new TokenBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
