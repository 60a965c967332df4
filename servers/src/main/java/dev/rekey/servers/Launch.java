// SPDX-License-Identifier: Apache-2.0
package dev.rekey.servers;

import java.time.Duration;
import java.util.Optional;

/** Brings a server up: takes over a leftover that is the same and well, else starts a new one. */
final class Launch {
  private static final Duration LEFTOVER_TO_ANSWER = Duration.ofSeconds(5);

  private Launch() {}

  /**
   * Returns only when it answers.
   *
   * @param within how long a newly started one may take until it answers
   * @throws ServerFailure with the end of its log if it dies or does not answer in time
   */
  static ChildProcess adoptOrStart(ChildSpec spec, Readiness ready, Duration within) {
    return adoptOrStart(spec, ready, within, () -> {});
  }

  /**
   * The same for a server that forgets everything when it ends.
   *
   * @param beforeStarting forgets what belonged to an earlier one; not run if that is taken over
   */
  static ChildProcess adoptOrStart(
      ChildSpec spec, Readiness ready, Duration within, Runnable beforeStarting) {
    Optional<ChildProcess> leftover = ChildProcess.leftover(spec);
    if (leftover.isPresent()) {
      if (isTheSame(spec) && isWell(leftover.get(), ready)) {
        return leftover.get();
      }
      leftover.get().stop();
    }
    beforeStarting.run();
    ChildProcess child = ChildProcess.start(spec);
    boolean answered =
        Waiting.until(within, () -> !child.isAlive() || ready.holds()) && child.isAlive();
    if (answered) {
      return child;
    }
    String how = child.isAlive() ? "no answer in " + within.toSeconds() + " s, " : "it ended, ";
    child.stop();
    throw new ServerFailure(
        "starting " + spec.name() + " on 127.0.0.1:" + spec.port(),
        how + child.logTail(),
        "read " + spec.log());
  }

  private static boolean isTheSame(ChildSpec spec) {
    return PidFile.read(spec.pidFile())
        .filter(file -> file.digest().equals(spec.digest()))
        .isPresent();
  }

  private static boolean isWell(ChildProcess leftover, Readiness ready) {
    // Whoever froze it is gone.
    leftover.thaw();
    return Waiting.until(LEFTOVER_TO_ANSWER, ready::holds);
  }
}
