// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.drill;

import dev.rekey.engine.life.HeldReason;
import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a drill asks of the database; served on the core queue. */
@ActivityInterface
public interface DrillRecords {

  /** Says of all rotations of a system that were not looked at why not. */
  @ActivityMethod(name = "RecordUnreached")
  void unreached(DrillInput input, SystemName system, HeldReason reason, String why);

  @ActivityMethod(name = "EndDrill")
  void end(DrillInput input);
}
