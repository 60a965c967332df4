// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

class TakesLock {

  Lock wrong() {
    return new ReentrantLock();
  }
}
