// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime.steps;

import dev.rekey.words.Secret;
import java.util.function.Function;

class OpensSecretByReference {

  Function<Function<byte[], byte[]>, byte[]> wrong(Secret secret) {
    return secret::open;
  }
}
