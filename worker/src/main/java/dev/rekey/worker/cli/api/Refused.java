// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/** The server understood and did not do it. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Problem problem;

  Refused(int status, Problem problem) {
    super(problem.says());
    this.status = status;
    this.problem = problem;
  }

  /** The answer's HTTP status. */
  public int status() {
    return status;
  }

  public Problem problem() {
    return problem;
  }
}
