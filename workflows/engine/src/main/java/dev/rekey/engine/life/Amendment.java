// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;
import java.time.Instant;

/** What a decision, once enough people have signed it, makes of what was planned. */
public final class Amendment {

  private Amendment() {}

  /** The rotation as it is planned once this decision counts; the same if it changes nothing. */
  public static PlannedRotation of(PlannedRotation planned, Statement statement) {
    TeamName to = statement.to();
    if (to != null) {
      return planned.ownedBy(to);
    }
    Place place = statement.place();
    if (place != null) {
      return planned.heldAt(place);
    }
    Instant deadline = statement.deadline();
    if (deadline != null) {
      return planned.dueBy(
          planned.deadline() == null ? null : planned.deadline().movedTo(deadline));
    }
    return statement.verb().changesThePlan() ? planned.retired() : planned;
  }
}
