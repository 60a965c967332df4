// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.SystemName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts a worker process. */
@Command(
    name = "worker",
    header = "Serve systems from this machine: for networks that only it reaches.",
    footer = {
      "Examples:",
      "  rekey worker --core --serves aws-prod,bao-prod",
      "  rekey worker --serves bitbucket-prod --config /etc/rekey/rekey.yaml"
    },
    description = {
      "Uses the same Temporal, PostgreSQL and keys as the server. At least one worker must serve"
          + " the core: workflows, and whatever needs only the database. Stays until it is told to"
          + " stop."
    })
final class WorkerCommand extends ServersCommand {

  @Option(
      names = "--serves",
      paramLabel = "SYSTEM",
      split = ",",
      arity = "1..*",
      order = 0,
      description = "The systems whose queues are served; they may be added later.")
  List<SystemName> serves = new ArrayList<>();

  @Option(names = "--core", order = 0, description = "Serve workflows too.")
  boolean core;

  WorkerCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (serves.isEmpty() && !core) {
      mistakes.add("nothing to serve (expected: --serves SYSTEM, --core, or both)");
    }
    super.check(mistakes);
  }

  @Override
  ExitCode run() {
    Servers.found().worker(options(), core, serves, this::progress);
    return ExitCode.DONE;
  }
}
