// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import dev.rekey.engine.campaign.WaveLane;
import dev.rekey.words.CampaignName;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import io.temporal.workflow.ChildWorkflowOptions;

/** How a rotation is started, by a wave or anew by the reconciler: the same id, the same signs. */
public final class RotationStart {

  private static final int LONGEST_NAME = 32;

  private RotationStart() {}

  /** Options for a wave's child. */
  public static ChildWorkflowOptions child(CampaignName campaign, WaveLane lane) {
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.rotation(lane.lane()))
        .setTaskQueue(TaskQueues.CORE)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
        .setTypedSearchAttributes(attributes(campaign, lane))
        .setStaticSummary(summary(lane))
        .build();
  }

  /** Options for a start from outside. */
  public static WorkflowOptions anew(CampaignName campaign, WaveLane lane) {
    return WorkflowOptions.newBuilder()
        .setWorkflowId(WorkflowIds.rotation(lane.lane()))
        .setTaskQueue(TaskQueues.CORE)
        .setTypedSearchAttributes(attributes(campaign, lane))
        .setStaticSummary(summary(lane))
        .build();
  }

  private static SearchAttributes attributes(CampaignName campaign, WaveLane lane) {
    return SearchAttributes.newBuilder()
        .set(Signs.CAMPAIGN, campaign.value())
        .set(Signs.SYSTEM, lane.lane().system().value())
        .set(Signs.TEAM, lane.team().value())
        .set(Signs.PHASE, "moving")
        .set(Signs.RISK, lane.risk().name().toLowerCase(java.util.Locale.ROOT))
        .build();
  }

  /** Temporal takes 400 bytes, sealed; names may be long. */
  private static String summary(WaveLane lane) {
    return "replace what leaked of %s, team %s"
        .formatted(shortened(lane.lane().identity().value()), shortened(lane.team().value()));
  }

  private static String shortened(String name) {
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }
}
