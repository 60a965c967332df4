// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime.steps;

import dev.rekey.words.Secret;

class OpensSecret {

  int wrong(Secret secret) {
    return secret.open(bytes -> bytes.length);
  }
}
