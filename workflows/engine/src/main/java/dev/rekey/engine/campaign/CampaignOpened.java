// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.campaign;

import dev.rekey.engine.rotation.Timing;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.roster.Roster;
import dev.rekey.words.PersonName;
import dev.rekey.words.SystemName;
import java.time.Duration;
import java.util.List;

/**
 * What the database knows of a campaign when a run begins.
 *
 * @param approved whether the plan's approval is on record
 * @param waves how many waves the plan has
 * @param systems all systems of the plan that accept credentials, for the last sweep
 * @param onlyCuts whether all that the plan names is cut at once, which its author may begin alone
 */
public record CampaignOpened(
    Digest plan,
    PersonName author,
    Roster roster,
    boolean approved,
    int waves,
    List<SystemName> systems,
    Duration approvalWithin,
    Timing timing,
    boolean onlyCuts) {

  public CampaignOpened {
    systems = List.copyOf(systems);
  }
}
