// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.engine.drill.DrillActivities;
import dev.rekey.engine.drill.DrillInput;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.planning.Plan;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.runtime.systems.Systems;
import dev.rekey.spi.ReadOnlyClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Lane;
import dev.rekey.words.SystemName;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at the rotations of one system; served on its own queue. */
public final class DrillActivitiesImpl implements DrillActivities {

  private final Drills drills;
  private final Systems systems;

  public DrillActivitiesImpl(Drills drills, Systems systems) {
    this.drills = drills;
    this.systems = systems;
  }

  @Override
  public int look(DrillInput input, SystemName system) {
    ActivityExecutionContext context = Activity.getExecutionContext();
    Plan plan = drills.plan(input.campaign(), input.number());
    List<PlannedRotation> rotations =
        plan.rotations().stream().filter(one -> one.id().lane().system().equals(system)).toList();
    Map<Lane, Set<CredentialId>> known =
        rotations.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.id().lane(),
                    Collectors.mapping(one -> one.id().credential(), Collectors.toSet())));
    int done = context.getHeartbeatDetails(Integer.class).orElse(0);
    for (PlannedRotation one :
        rotations.subList(Math.min(done, rotations.size()), rotations.size())) {
      drills.keep(
          input.campaign(),
          input.number(),
          look(one, plan, known.getOrDefault(one.id().lane(), Set.of())));
      context.heartbeat(++done);
    }
    return rotations.size();
  }

  /** A connector that fails spoils the look at one row, not the drill. */
  private Finding look(PlannedRotation one, Plan plan, Set<CredentialId> known) {
    try {
      return new Look(
              one,
              system -> new ReadOnlyClient(systems.client(system)),
              plan.incident().cutOff(),
              known)
          .find();
    } catch (RuntimeException failed) {
      return Finding.unreached(
          one.id().toString(), HeldReason.FAULT, String.valueOf(failed.getMessage()));
    }
  }
}
