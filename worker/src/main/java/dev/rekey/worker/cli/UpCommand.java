// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import picocli.CommandLine.Command;

/** Starts Rekey on this machine. */
@Command(
    name = "up",
    header = "Start Rekey on this machine, and take up campaigns where they were.",
    footer = {
      "Examples:",
      "  rekey up",
      "  rekey up --home /var/lib/rekey --port 8233",
      "  rekey up --config /etc/rekey/rekey.yaml"
    },
    description = {
      "Starts what it needs (Temporal, PostgreSQL), listens on this machine alone, and keeps all"
          + " state in its home. Stays until Ctrl-C. A rekey.yaml, or TEMPORAL_ADDRESS, names"
          + " servers of yours to use instead."
    })
final class UpCommand extends ServersCommand {

  UpCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Servers.found().up(options(), this::progress);
    return ExitCode.DONE;
  }
}
