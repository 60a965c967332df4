// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.life;

class KeepsCount {
  private static int count;

  int wrong() {
    return count++;
  }
}
