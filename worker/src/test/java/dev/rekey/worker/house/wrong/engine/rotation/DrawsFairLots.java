// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.engine.rotation;

import java.security.SecureRandom;

class DrawsFairLots {

  int wrong() {
    return new SecureRandom().nextInt();
  }
}
