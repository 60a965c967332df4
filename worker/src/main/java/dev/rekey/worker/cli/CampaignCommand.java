// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.cli;

import dev.rekey.words.CampaignName;
import dev.rekey.worker.cli.api.CampaignView;
import dev.rekey.worker.cli.api.Endpoint;
import picocli.CommandLine.Parameters;

/** A command about one campaign and nothing else. */
abstract class CampaignCommand extends RekeyCommand {

  @Parameters(index = "0", paramLabel = "CAMPAIGN", description = "The campaign.")
  CampaignName campaign;

  CampaignCommand(Session session) {
    super(session);
  }

  final Endpoint endpoint(String... below) {
    String[] segments = new String[2 + below.length];
    segments[0] = "campaigns";
    segments[1] = campaign.value();
    System.arraycopy(below, 0, segments, 2, below.length);
    return Endpoint.of(segments);
  }

  final CampaignView standing() {
    return session().server().get(CampaignView.class, endpoint());
  }
}
