// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

/** The new credential or its sealed value is gone: it has to be issued again. */
final class Lost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String why;

  Lost(String message) {
    super(message);
    this.why = message;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
