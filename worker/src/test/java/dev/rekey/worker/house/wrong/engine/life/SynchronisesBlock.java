// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.life;

class SynchronisesBlock {

  int wrong() {
    synchronized (this) {
      return 1;
    }
  }
}
