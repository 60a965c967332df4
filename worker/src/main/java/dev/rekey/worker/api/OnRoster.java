// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.api;

import dev.rekey.evidence.roster.Roster;
import dev.rekey.runtime.decisions.Rosters;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;

/**
 * Whoever a request names without a signature is on the campaign's roster, and on that of today:
 * who was taken off it stands behind nothing any more.
 */
final class OnRoster {

  private OnRoster() {}

  /**
   * The person that a request names.
   *
   * @param field what the request calls them
   * @throws IllegalArgumentException if they are not on both rosters
   */
  static PersonName named(Rosters rosters, CampaignName campaign, String field, String name) {
    PersonName person = new PersonName(name);
    Roster pinned = rosters.of(campaign);
    Roster today = rosters.current().orElse(pinned);
    if (pinned.member(person).isEmpty() || today.member(person).isEmpty()) {
      throw new IllegalArgumentException(
          "%s '%s' (expected: a person on the roster)".formatted(field, person));
    }
    return person;
  }
}
