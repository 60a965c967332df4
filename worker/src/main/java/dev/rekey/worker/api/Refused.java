// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import java.util.List;

/** A request that is answered with a problem. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  Refused(int status, String detail, List<String> mistakes, String next) {
    super(detail);
    this.problem = new Problem("refused", status, detail, List.copyOf(mistakes), next);
  }

  static Refused missing(String what, String next) {
    return new Refused(404, what, List.of(), next);
  }

  Problem problem() {
    return problem;
  }
}
