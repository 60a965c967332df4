// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

/** The server understood and did not do it. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(Problem problem) {
    super(problem.says());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
