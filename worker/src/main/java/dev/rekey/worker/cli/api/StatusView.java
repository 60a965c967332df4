// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server is, and what it knows.
 *
 * @param database where PostgreSQL is; null from a server that does not say
 */
public record StatusView(
    String version,
    TemporalAt temporal,
    @Nullable String database,
    List<CampaignLine> campaigns,
    List<SystemLine> systems) {

  public StatusView {
    campaigns = List.copyOf(campaigns);
    systems = List.copyOf(systems);
  }

  /**
   * Where Temporal is.
   *
   * @param ui the address of its web page; null if it has none
   */
  public record TemporalAt(String address, @Nullable String ui, String namespace) {}

  /** A campaign in one line. */
  public record CampaignLine(String name, CampaignState state) {}

  /** A system in one line. */
  public record SystemLine(String name, String connector) {}
}
