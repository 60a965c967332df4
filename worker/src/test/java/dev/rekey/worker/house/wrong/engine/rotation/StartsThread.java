// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

class StartsThread {

  Thread wrong() {
    return Thread.ofVirtual().start(() -> {});
  }
}
