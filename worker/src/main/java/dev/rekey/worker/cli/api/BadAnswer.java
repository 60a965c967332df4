// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/** The server is one of ours, and its answer has not the shape that this command line knows. */
public final class BadAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadAnswer(String why, Throwable cause) {
    super(why, cause);
  }
}
