// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import static java.util.Objects.requireNonNull;

/** Something that a person can tell Rekey to do. */
abstract class RekeyCommand {

  private final Session session;

  RekeyCommand(Session session) {
    this.session = requireNonNull(session, "session is null");
  }

  final Session session() {
    return session;
  }

  /** Looks at the input before anything is done, and adds everything that is wrong with it. */
  void check(Mistakes mistakes) {}

  /** Does it. */
  abstract ExitCode run();
}
