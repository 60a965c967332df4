// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(RunningOpenBao.SECRET_IDS)
class AppRoleContractIT extends IssuerContract {

  private final SecretIdBench bench = new SecretIdBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
