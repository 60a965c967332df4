// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.engine.drill.DrillInput;
import dev.rekey.engine.drill.DrillRecords;
import dev.rekey.engine.life.HeldReason;
import dev.rekey.words.SystemName;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what drills have to say that no system's worker can. */
public final class DrillRecordsImpl implements DrillRecords {

  private final Drills drills;

  public DrillRecordsImpl(Drills drills) {
    this.drills = drills;
  }

  @Override
  public void unreached(DrillInput input, SystemName system, HeldReason reason, String why) {
    Set<String> seen =
        drills.find(input.campaign(), input.number()).orElseThrow().findings().stream()
            .map(Finding::rotation)
            .collect(Collectors.toSet());
    drills.plan(input.campaign(), input.number()).rotations().stream()
        .filter(one -> one.id().lane().system().equals(system))
        .map(one -> one.id().toString())
        .filter(rotation -> !seen.contains(rotation))
        .forEach(rotation ->
            drills.keep(
                input.campaign(), input.number(), Finding.unreached(rotation, reason, why)));
  }

  @Override
  public void end(DrillInput input) {
    drills.end(input.campaign(), input.number());
  }
}
