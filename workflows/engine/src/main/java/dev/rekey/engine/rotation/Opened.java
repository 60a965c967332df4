// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.rotation;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.PersonName;
import java.util.List;

/**
 * What the ledger knows of a lane when a run begins.
 *
 * @param turns the lane's credentials in the order in which they are taken
 * @param roster the pinned roster, with the eligible people only
 * @param author who wrote the plan, and so approves nothing in it
 */
public record Opened(List<Turn> turns, Roster roster, PersonName author, Timing timing) {

  public Opened {
    turns = List.copyOf(turns);
    requireNonNull(roster, "roster is null");
    requireNonNull(author, "author is null");
    requireNonNull(timing, "timing is null");
  }
}
