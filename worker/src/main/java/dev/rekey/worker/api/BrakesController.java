// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.runtime.campaigns.Brakes;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Stops a campaign's side effects, and lets them go on. */
@RestController
class BrakesController {

  private final Campaigns campaigns;
  private final Brakes brakes;
  private final CampaignViews views;

  BrakesController(Campaigns campaigns, Brakes brakes, CampaignViews views) {
    this.campaigns = campaigns;
    this.brakes = brakes;
    this.views = views;
  }

  /**
   * @param brake pause, abort, or none to resume
   */
  record BrakeRequest(String brake, @Nullable String reason) {}

  /**
   * @param was what held it back before
   * @param brake what holds it back now
   */
  record BrakeView(String was, String brake, int openIntents, long oldestSeconds) {}

  @PostMapping("/api/v1/campaigns/{name}/brake")
  BrakeView brake(@PathVariable String name, @RequestBody BrakeRequest request) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    if (campaign.state().equals("closed")) {
      throw new Refused(
          409,
          "campaign %s is closed: nothing moves in it".formatted(name),
          List.of(),
          "rekey certificate get " + name);
    }
    String reason = request.reason() == null ? "" : request.reason().strip();
    switch (request.brake()) {
      case "pause", "abort" -> pull(campaign, request.brake(), reason);
      case "none" -> resume(campaign, reason);
      default ->
          throw new IllegalArgumentException(
              "brake '%s' (expected: none, pause or abort)".formatted(request.brake()));
    }
    Brakes.InFlight inFlight =
        request.brake().equals("none")
            ? new Brakes.InFlight(0, 0)
            : brakes.settled(campaign.name());
    return new BrakeView(
        campaign.heldBackBy(),
        Found.campaign(campaigns, name).heldBackBy(),
        inFlight.calls(),
        inFlight.oldestSeconds());
  }

  private void pull(CampaignRow campaign, String brake, String reason) {
    if (campaign.brake().equals("abort") && brake.equals("pause")) {
      throw new Refused(
          409,
          "campaign %s is aborted, which is more than paused".formatted(campaign.name()),
          List.of(),
          "rekey held " + campaign.name());
    }
    brakes.pull(campaign.name(), brake, reason);
  }

  /** One at a time: who lifts a pause has not thereby looked at what a backup brought back. */
  private void resume(CampaignRow campaign, String reason) {
    switch (heldBackBy(campaign)) {
      case "pause" -> brakes.release(campaign.name(), reason);
      case "abort" -> {
        requireReason(campaign, reason, "it was aborted");
        brakes.release(campaign.name(), reason);
      }
      case "restored" -> {
        requireReason(campaign, reason, "a store came back from a backup");
        brakes.confirmRestored(campaign.name(), reason);
      }
      default ->
          throw new Refused(
              409,
              "campaign %s is not held back: no brake is on".formatted(campaign.name()),
              List.of(),
              "rekey campaign status " + campaign.name());
    }
    views.nudgeHeld(campaign.name());
  }

  /** A row that says "none" while another brake is on record was altered; it holds all the same. */
  private String heldBackBy(CampaignRow campaign) {
    return campaign.heldBackBy().equals("none")
        ? brakes.recorded(campaign.name())
        : campaign.heldBackBy();
  }

  private static void requireReason(CampaignRow campaign, String reason, String because) {
    if (reason.isEmpty()) {
      throw new Refused(
          422,
          "reason: '' (expected: why campaign %s may go on, for the record: %s)"
              .formatted(campaign.name(), because),
          List.of(),
          "rekey campaign resume %s --reason TEXT".formatted(campaign.name()));
    }
  }
}
