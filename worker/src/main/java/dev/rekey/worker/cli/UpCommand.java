// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class UpCommand extends RekeyCommand {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "Where the API answers; 0, the default, for what rekey.yaml says, the port of the last"
              + " run, or any.")
  int port;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings; else rekey.yaml in the home, if there is one.")
  @Nullable Path configuration;

  UpCommand(Session session) {
    super(session);
  }

  @Override
  void check(Mistakes mistakes) {
    if (port < 0 || port > 65_535) {
      mistakes.add("--port: %d (expected: 0 to 65535)".formatted(port));
    }
    if (configuration != null && !Files.isRegularFile(configuration)) {
      mistakes.add("--config: there is no file %s".formatted(configuration));
    } else if (configuration != null && !Files.isReadable(configuration)) {
      mistakes.add(
          "--config: %s cannot be read (expected: a file of yours)".formatted(configuration));
    }
  }

  @Override
  ExitCode run() {
    Servers servers =
        ServiceLoader.load(Servers.class)
            .findFirst()
            .orElseThrow(() ->
                new Failure(
                    ExitCode.FAILED,
                    "this build of Rekey has no server in it",
                    "use ./rekey from a whole checkout"));
    servers.up(
        new UpOptions(session().home(), port, configuration, session().environment()),
        session().terminal()::line);
    return ExitCode.DONE;
  }
}
