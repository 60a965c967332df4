// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.Endpoint;
import dev.rekey.worker.cli.api.StatusView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Table;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** What runs here. */
@Command(
    name = "status",
    header = "Show what runs here: the server, its systems and campaigns.",
    footer = {"Examples:", "  rekey status", "  rekey status -o json"})
@Prints(StatusView.class)
final class StatusCommand extends RekeyCommand {

  StatusCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    StatusView status = session().server().get(StatusView.class, Endpoint.of("status"));
    session().print(status, () -> text(status));
    if (status.systems().isEmpty()) {
      session().next("rekey system add NAME --connector aws --secret credentials=file:PATH");
    } else if (status.campaigns().isEmpty()) {
      session().next("rekey campaign new --help");
    }
    return ExitCode.DONE;
  }

  private List<Line> text(StatusView status) {
    List<Line> lines = new ArrayList<>();
    lines.add(Line.of("Rekey %s, home %s".formatted(status.version(), session().home())));
    lines.add(
        Line.of(
            "Temporal at %s, namespace %s%s"
                .formatted(
                    status.temporal().address(),
                    status.temporal().namespace(),
                    status.temporal().ui() == null ? "" : ", web page " + status.temporal().ui())));
    if (status.database() != null) {
      lines.add(Line.of("PostgreSQL at " + status.database().replaceFirst("^jdbc:", "")));
    }
    int columns = session().terminal().shape().columns();
    if (!status.systems().isEmpty()) {
      Table systems = new Table("SYSTEM", "CONNECTOR");
      status.systems().forEach(system -> systems.row(system.name(), system.connector()));
      lines.add(Line.of(""));
      lines.addAll(systems.lines(columns));
    }
    if (!status.campaigns().isEmpty()) {
      Table campaigns = new Table("CAMPAIGN", "STATE");
      status.campaigns().forEach(each -> campaigns.row(each.name(), each.state().text()));
      lines.add(Line.of(""));
      lines.addAll(campaigns.lines(columns));
    }
    return lines;
  }
}
