// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.worker.cli.api.CampaignState;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.api.Json;
import dev.rekey.worker.cli.api.NoServer;
import dev.rekey.worker.cli.api.RotationView;
import dev.rekey.worker.cli.terminal.Line;
import dev.rekey.worker.cli.terminal.Terminal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Shows a campaign while it goes on. */
@Command(
    name = "watch",
    header = "Watch a campaign until it is settled or closed.",
    footer = {
      "Examples:",
      "  rekey campaign watch okta-2026-11",
      "  rekey campaign watch okta-2026-11 -o json"
    },
    description = {
      "Looks each second. On a terminal one screen, drawn anew; into a pipe one line whenever"
          + " something has changed. Ctrl-C leaves, the campaign goes on."
    })
@Prints(CampaignView.class)
final class CampaignWatchCommand extends CampaignCommand {

  private static final int MOST_HELD = 8;

  /** A server that is started anew is back long before that. */
  private static final Duration FAITH = Duration.ofMinutes(10);

  private String last = "";
  private @Nullable Instant seen;

  CampaignWatchCommand(Session session) {
    super(session);
  }

  @Override
  ExitCode run() {
    Thread farewell =
        new Thread(() ->
            session()
                .terminal()
                .say(
                    "left; campaign %s goes on. next: rekey campaign status %s"
                        .formatted(campaign, campaign)));
    Runtime.getRuntime().addShutdownHook(farewell);
    try {
      return watch();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.PARTIAL;
    } finally {
      forget(farewell);
    }
  }

  private ExitCode watch() throws InterruptedException {
    while (true) {
      CampaignView view = look();
      if (view != null && over(view)) {
        CampaignText.next(view).ifPresent(session()::next);
        return CampaignText.exit(view);
      }
      Thread.sleep(session().glance());
    }
  }

  private static boolean over(CampaignView view) {
    return view.state() == CampaignState.SETTLED || view.state() == CampaignState.CLOSED;
  }

  /** What there is to see; null if the server that was there a moment ago does not answer. */
  private @Nullable CampaignView look() {
    try {
      CampaignView view = standing();
      List<RotationView> held =
          view.counts().held() > 0 && drawing()
              ? session()
                  .server()
                  .list(RotationView.class, endpoint("rotations").with("state", "held"))
              : List.of();
      seen = session().now();
      show(view, held);
      return view;
    } catch (NoServer e) {
      if (seen == null || seen.plus(FAITH).isBefore(session().now())) {
        throw e;
      }
      // Its end is not the campaign's: whoever watches wants to see it come back.
      session().lookAgain();
      changed(Line.of("%s; still trying".formatted(e.getMessage())));
      return null;
    }
  }

  private boolean drawing() {
    return !session().forPrograms() && session().terminal().shape().draws();
  }

  private void show(CampaignView view, List<RotationView> held) {
    Terminal terminal = session().terminal();
    if (drawing()) {
      List<Line> screen = new ArrayList<>(CampaignText.lines(view, session()));
      if (!held.isEmpty()) {
        screen.addAll(HeldText.lines(held, session(), MOST_HELD));
      }
      terminal.draw(screen);
    } else if (!session().forPrograms()) {
      changed(Line.of(CampaignText.line(view)));
    } else {
      String json = new String(Json.compact(view), StandardCharsets.UTF_8);
      if (!json.equals(last)) {
        terminal.data((json + "\n").getBytes(StandardCharsets.UTF_8));
        last = json;
      }
    }
  }

  private void changed(Line line) {
    if (line.text().equals(last)) {
      return;
    }
    last = line.text();
    if (drawing()) {
      session().terminal().draw(List.of(line));
    } else if (session().forPrograms()) {
      session().terminal().say(line);
    } else {
      session().terminal().line(line);
    }
  }

  private static void forget(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // It is being said right now: the person has left.
    }
  }
}
