// SPDX-License-Identifier: Apache-2.0
package dev.rekey.connectors.aws;

import java.io.IOException;

/** No byte of a request was sent, so it certainly had no effect. */
final class NotSentException extends IOException {

  private static final long serialVersionUID = 1L;

  NotSentException(String message, IOException cause) {
    super(message, cause);
  }
}
