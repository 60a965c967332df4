// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.life;

class SynchronisesMethod {

  synchronized int wrong() {
    return 1;
  }
}
