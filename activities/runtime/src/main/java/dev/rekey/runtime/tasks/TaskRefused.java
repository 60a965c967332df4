// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.tasks;

/** What was handed in changes nothing. */
public sealed class TaskRefused extends RuntimeException permits TaskAltered {

  private static final long serialVersionUID = 1L;

  private final String why;

  public TaskRefused(String message) {
    super(message);
    this.why = message;
  }

  @Override
  public String getMessage() {
    return why;
  }
}
