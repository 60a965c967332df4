// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(RunningOpenBao.TOKENS)
class TokenContractIT extends IssuerContract {

  private final TokenBench bench = new TokenBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
