// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.openbao;

import dev.rekey.contract.PlacesBench;
import dev.rekey.contract.PlacesContract;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(RunningOpenBao.PLACES)
class OpenBaoContractIT extends PlacesContract {

  private final OpenBaoBench bench = new OpenBaoBench();

  @Override
  public PlacesBench bench() {
    return bench;
  }
}
