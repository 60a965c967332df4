// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.campaigns;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.Incident;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import java.time.Instant;

/**
 * A campaign as it is stored.
 *
 * @param state open, planned, running, settled or closed
 * @param brake none, pause or abort
 * @param restored whether a store came back from a backup and nobody has confirmed it yet
 * @param plan the number of the newest plan; 0 for none. Once it runs, of the plan in force
 * @param amendment the number of a plan that is to follow it and waits for approval; 0 for none
 */
public record CampaignRow(
    CampaignName name,
    Incident incident,
    PersonName author,
    Digest roster,
    String state,
    String brake,
    boolean restored,
    int plan,
    int amendment,
    Instant created) {

  /** The number of the plan that was made last, whether approved or not. */
  public int newestPlan() {
    return Math.max(plan, amendment);
  }

  /** What holds it back most: none, restored, pause or abort. */
  public String heldBackBy() {
    return brake.equals("none") && restored ? "restored" : brake;
  }
}
