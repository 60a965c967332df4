// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import picocli.CommandLine.Command;

/** Starts the server process alone. */
@Command(
    name = "server",
    header = "Start the API, the reconciler and the codec endpoint; workers run beside it.",
    footer = {
      "Examples:",
      "  rekey server --config /etc/rekey/rekey.yaml",
      "  rekey server --temporal-address temporal:7233 \\",
      "      --postgres-url postgresql://db/rekey --postgres-user rekey \\",
      "      --postgres-password-file /etc/rekey/pg.password"
    },
    description = {
      "Uses a Temporal and a PostgreSQL of yours, and starts neither. It serves no queue: without"
          + " workers whatever is started waits and is held. Stays until it is told to stop."
    })
final class ServerCommand extends ServersCommand {

  ServerCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Servers.found().server(options(), this::progress);
    return ExitCode.DONE;
  }
}
