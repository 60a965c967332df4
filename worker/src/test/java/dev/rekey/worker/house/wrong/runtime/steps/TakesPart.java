// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.runtime.steps;

import dev.rekey.words.CredentialValue;
import dev.rekey.words.Secret;

class TakesPart {

  Secret wrong(CredentialValue value) {
    return value.part("secret");
  }
}
