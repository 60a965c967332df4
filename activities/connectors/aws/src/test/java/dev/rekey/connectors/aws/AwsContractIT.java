// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import dev.rekey.contract.IssuerBench;
import dev.rekey.contract.IssuerContract;

class AwsContractIT extends IssuerContract {

  private final AwsBench bench = new AwsBench();

  @Override
  public IssuerBench bench() {
    return bench;
  }
}
