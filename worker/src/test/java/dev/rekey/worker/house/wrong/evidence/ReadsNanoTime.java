// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.evidence;

class ReadsNanoTime {

  long wrong() {
    return System.nanoTime();
  }
}
