// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime;

/** Wrong: may stop the whole process. */
final class RunsVirtually {

  private RunsVirtually() {}

  static Thread started() {
    return Thread.ofVirtual().start(() -> {});
  }
}
