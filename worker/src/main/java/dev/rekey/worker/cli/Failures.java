// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.evidence.MalformedEvidence;
import dev.rekey.worker.cli.api.BadAnswer;
import dev.rekey.worker.cli.api.NoServer;
import dev.rekey.worker.cli.api.Problem;
import dev.rekey.worker.cli.api.Refused;
import dev.rekey.worker.cli.signing.CannotSign;
import dev.rekey.worker.files.Limit;
import java.io.UncheckedIOException;

/** What an exception means for the person at the terminal, and for a script. */
final class Failures {

  private Failures() {}

  static Failure of(RuntimeException e) {
    return switch (e) {
      case Failure failure -> failure;
      case CannotStart not -> new Failure(not.exit(), "", not.lines(), not.next());
      case NoServer gone -> new Failure(ExitCode.UNREACHABLE, message(gone), gone.next());
      case Refused refused -> refused(refused);
      case CannotSign unsigned -> new Failure(ExitCode.FAILED, message(unsigned), unsigned.next());
      case BadAnswer bad ->
          new Failure(
              ExitCode.FAILED,
              message(bad),
              "stop rekey up and start it anew: it may be of another release");
      case UncheckedIOException input when input.getCause() instanceof Limit.Exceeded ->
          new Failure(ExitCode.BAD_INPUT, message(input), null);
      case MalformedEvidence malformed -> new Failure(ExitCode.FAILED, message(malformed), null);
      default ->
          new Failure(
              ExitCode.FAILED,
              "%s: %s".formatted(e.getClass().getSimpleName(), message(e)),
              "run it again with --trace and report what it shows");
    };
  }

  private static Failure refused(Refused refused) {
    Problem problem = refused.problem();
    ExitCode exit =
        switch (refused.status()) {
          case 400, 404, 413, 415, 422 -> ExitCode.BAD_INPUT;
          case 428 -> ExitCode.WAITS;
          case 403, 409, 412 -> ExitCode.REFUSED;
          default -> ExitCode.FAILED;
        };
    return new Failure(exit, problem.says(), problem.mistakes(), problem.next());
  }

  private static String message(RuntimeException e) {
    String message = e.getMessage();
    return message == null ? "no message" : message;
  }
}
