// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.board;

import dev.rekey.engine.rotation.WorkflowIds;
import dev.rekey.words.CampaignName;
import dev.rekey.words.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Lanes as their rotations stand. */
public final class Lanes {

  private Lanes() {}

  /**
   * The workflows that have nothing left to do: those of the waves whose rotations have all begun,
   * and of the lanes of which every rotation is proven.
   */
  public static List<String> ended(CampaignName campaign, List<Standing> standings) {
    TreeSet<Integer> waves = new TreeSet<>();
    TreeSet<Integer> ahead = new TreeSet<>();
    Map<Lane, Boolean> lanes = new LinkedHashMap<>();
    for (Standing one : standings) {
      waves.add(one.planned().wave());
      if (one.state().equals("planned")) {
        ahead.add(one.planned().wave());
      }
      lanes.merge(one.planned().id().lane(), one.state().equals("proven"), Boolean::logicalAnd);
    }
    waves.removeAll(ahead);
    List<String> ended = new ArrayList<>();
    waves.forEach(wave -> ended.add(WorkflowIds.wave(campaign, wave)));
    lanes.forEach((lane, proven) -> {
      if (proven) {
        ended.add(WorkflowIds.rotation(lane));
      }
    });
    return ended;
  }
}
