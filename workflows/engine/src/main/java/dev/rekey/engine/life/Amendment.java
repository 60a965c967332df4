// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.planning.PlannedRotation;
import dev.rekey.words.Place;
import dev.rekey.words.TeamName;

/** What a decision makes of what was planned. */
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
    return statement.verb().changesThePlan() ? planned.retired() : planned;
  }
}
