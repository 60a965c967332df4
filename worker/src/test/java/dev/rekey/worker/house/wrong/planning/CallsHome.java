// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.house.wrong.planning;

import java.net.Socket;

class CallsHome {

  Socket wrong() {
    return new Socket();
  }
}
