// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.worker.server.ServerSettings;
import dev.rekey.worker.systems.ConnectedSystems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What runs here. */
@RestController
class StatusController {

  private final ServerSettings settings;
  private final Campaigns campaigns;
  private final ConnectedSystems systems;

  StatusController(ServerSettings settings, Campaigns campaigns, ConnectedSystems systems) {
    this.settings = settings;
    this.campaigns = campaigns;
    this.systems = systems;
  }

  record Status(
      String version,
      Temporal temporal,
      String database,
      List<Campaign> campaigns,
      List<SystemLine> systems) {}

  record Temporal(String address, @Nullable String ui, String namespace) {}

  record Campaign(String name, String state) {}

  record SystemLine(String name, String connector) {}

  @GetMapping("/api/v1/status")
  Status status() {
    String ui = settings.temporalUi() == null ? null : settings.temporalUi().toString();
    return new Status(
        "0.1.0",
        new Temporal(settings.temporal().target(), ui, settings.temporal().namespace()),
        settings.database().jdbcUrl(),
        campaigns.all().stream().map(row -> new Campaign(row.name().value(), row.state())).toList(),
        systems.entries().stream()
            .map(entry -> new SystemLine(entry.name().value(), entry.connector()))
            .toList());
  }
}
