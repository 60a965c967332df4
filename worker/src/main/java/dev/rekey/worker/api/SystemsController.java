// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.Access;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.Outcome;
import dev.rekey.words.Rejection;
import dev.rekey.words.SystemName;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.systems.ConnectedSystems;
import dev.rekey.worker.temporal.Workers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The systems that this installation knows. */
@RestController
class SystemsController {

  private final ConnectedSystems systems;
  private final Workers workers;
  private final Campaigns campaigns;
  private final CampaignViews views;
  private final ServerSettings settings;

  SystemsController(
      ConnectedSystems systems,
      Workers workers,
      Campaigns campaigns,
      CampaignViews views,
      ServerSettings settings) {
    this.settings = settings;
    this.systems = systems;
    this.workers = workers;
    this.campaigns = campaigns;
    this.views = views;
  }

  record SystemView(
      String name,
      String connector,
      Map<String, String> settings,
      boolean soleIssuer,
      int compression) {}

  record CheckView(
      String system, boolean ok, String identity, List<String> missing, String message) {}

  @PostMapping("/api/v1/systems")
  @ResponseStatus(HttpStatus.CREATED)
  SystemView add(@RequestBody SystemView view) {
    SystemName name = new SystemName(view.name());
    systems.add(
        new SystemEntry(
            name,
            view.connector(),
            SystemSettings.of(name, view.settings()),
            view.soleIssuer(),
            Math.max(1, view.compression())));
    if (settings.duties().everySystem()) {
      workers.serve(name);
    }
    nudge();
    return view(systems.entry(name));
  }

  @GetMapping("/api/v1/systems")
  List<SystemView> list() {
    return systems.entries().stream().map(SystemsController::view).toList();
  }

  /** What Rekey's own credential must be granted there, at the least. */
  record RightsView(String system, String connector, String rights) {}

  @GetMapping("/api/v1/systems/{name}/rights")
  RightsView rights(@PathVariable String name) {
    SystemName system = new SystemName(name);
    return new RightsView(name, systems.entry(system).connector(), systems.rights(system));
  }

  @PostMapping("/api/v1/systems/{name}/check")
  CheckView check(@PathVariable String name) {
    CheckView checked = checked(name);
    if (checked.ok()) {
      nudge();
    }
    return checked;
  }

  /** What is held for a system may go on at once. */
  private void nudge() {
    campaigns.all().stream()
        .filter(campaign -> campaign.state().equals("running"))
        .forEach(campaign -> views.nudgeHeld(campaign.name()));
  }

  private CheckView checked(String name) {
    return switch (systems.client(new SystemName(name)).check()) {
      case Outcome.Done<Access>(Access access) ->
          new CheckView(
              name,
              access.missing().isEmpty(),
              access.identity(),
              access.missing(),
              access.missing().isEmpty() ? "reachable, rights present" : "rights are missing");
      case Outcome.Rejected<Access>(Rejection why, String message) ->
          notOk(name, message + (why == Rejection.FORBIDDEN ? " (Rekey's own credential)" : ""));
      case Outcome.Throttled<Access>(Duration _, String message) -> notOk(name, message);
      case Outcome.Unknown<Access>(String message) -> notOk(name, message);
    };
  }

  /** Whoever reads it knows which system was asked. */
  private static CheckView notOk(String name, String message) {
    String prefix = "system %s: ".formatted(name);
    return new CheckView(
        name,
        false,
        "",
        List.of(),
        message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }

  private static SystemView view(SystemEntry entry) {
    return new SystemView(
        entry.name().value(),
        entry.connector(),
        entry.settings().values(),
        entry.soleIssuer(),
        entry.compression());
  }
}
