// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.campaign;

import java.nio.file.Files;
import java.nio.file.Path;

class ReadsFile {

  boolean wrong() {
    return Files.exists(Path.of("here"));
  }
}
