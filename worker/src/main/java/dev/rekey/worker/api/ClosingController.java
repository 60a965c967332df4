// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.engine.campaign.CampaignWorkflow;
import dev.rekey.engine.campaign.ClosingDraft;
import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.decision.SignedStatement;
import dev.rekey.runtime.campaigns.CampaignRow;
import dev.rekey.runtime.campaigns.Campaigns;
import dev.rekey.runtime.campaigns.Closing;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The end of a campaign: whole or not at all. */
@RestController
class ClosingController {

  private final Campaigns campaigns;
  private final Closing closing;
  private final WorkflowClient temporal;

  ClosingController(Campaigns campaigns, Closing closing, WorkflowClient temporal) {
    this.campaigns = campaigns;
    this.closing = closing;
    this.temporal = temporal;
  }

  record DraftView(@Nullable String body, int openRows, int exceptions, List<String> unaccounted) {}

  record ClosedView(String state, String certificate) {}

  @PostMapping("/api/v1/campaigns/{name}/closing/prepare")
  DraftView prepare(@PathVariable String name) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    ClosingDraft draft = asked(() -> workflow(campaign).prepareClosing());
    Digest body = draft.body();
    return new DraftView(
        body == null ? null : body.value(),
        draft.openRows(),
        draft.exceptions(),
        draft.unaccounted());
  }

  @PostMapping("/api/v1/campaigns/{name}/closing")
  ClosedView close(@PathVariable String name, @RequestBody SignedStatement signed) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    String state = asked(() -> workflow(campaign).close(signed));
    byte[] file = closing.certificate(campaign.name()).orElseThrow();
    return new ClosedView(state, Digest.of(file).value());
  }

  @GetMapping(
      value = "/api/v1/campaigns/{name}/certificate",
      produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
  byte[] certificate(
      @PathVariable String name, @RequestParam(required = false) @Nullable Integer number) {
    CampaignRow campaign = Found.campaign(campaigns, name);
    return (number == null
            ? closing.certificate(campaign.name())
            : closing.certificate(campaign.name(), number))
        .orElseThrow(() ->
            Refused.missing(
                "campaign %s is %s and has no certificate yet".formatted(name, campaign.state()),
                "rekey campaign close " + name));
  }

  private CampaignWorkflow workflow(CampaignRow campaign) {
    return temporal.newWorkflowStub(CampaignWorkflow.class, WorkflowIds.campaign(campaign.name()));
  }

  private static <T> T asked(Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowNotFoundException gone) {
      throw new Refused(409, "the campaign is not running", List.of(), "rekey campaign status");
    } catch (WorkflowUpdateException refused) {
      Throwable cause = refused.getCause();
      while (cause != null && cause.getCause() != null) {
        cause = cause.getCause();
      }
      String why =
          cause instanceof ApplicationFailure said
              ? said.getOriginalMessage()
              : String.valueOf(refused.getMessage());
      throw new Refused(409, why, List.of(), "rekey campaign close");
    }
  }
}
