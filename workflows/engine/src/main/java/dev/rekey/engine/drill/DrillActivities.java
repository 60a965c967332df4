// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.drill;

import dev.rekey.words.SystemName;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a drill asks of a system; served on its own queue. */
@ActivityInterface
public interface DrillActivities {

  /** Looks at all rotations of one system and keeps what was found; returns how many there are. */
  @ActivityMethod(name = "LookAtSystem")
  int look(DrillInput input, SystemName system);
}
