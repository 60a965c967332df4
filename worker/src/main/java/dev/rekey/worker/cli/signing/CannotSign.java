// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.signing;

import static java.util.Objects.requireNonNull;

/** There is no signature. The message says why, in words for people. */
public final class CannotSign extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String next;

  CannotSign(String why, String next) {
    super(why);
    this.next = requireNonNull(next, "next is null");
  }

  /** What to do now. */
  public String next() {
    return next;
  }
}
