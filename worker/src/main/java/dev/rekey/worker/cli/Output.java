// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.util.Locale;

/** For whom a command writes its result. */
enum Output {
  TEXT,
  JSON;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
