// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.util.UUID;

class DrawsLots {

  UUID wrong() {
    return UUID.randomUUID();
  }
}
