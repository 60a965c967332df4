// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import org.jspecify.annotations.Nullable;

/** No server of Rekey answers. The message says why, in words for people. */
public final class NoServer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String next;

  NoServer(String why, String next, @Nullable Throwable cause) {
    super(why, cause);
    this.next = next;
  }

  /** What to do now. */
  public String next() {
    return next;
  }
}
