// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.campaign;

class AsksEnvironment {

  String wrong() {
    return System.getenv("HOME");
  }
}
