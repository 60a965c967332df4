// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning.scope;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.rekey.planning.text.Shown;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Disposition;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.Lane;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.TeamName;
import java.util.List;

/**
 * A credential that counts as leaked, as the rows of the scope describe it.
 *
 * @param lane the system that accepts it, its identity and its kind
 * @param id the immutable id under which the system lists it
 * @param owner the team that answers for it
 * @param places where consumers read it, sorted, without repeats
 * @param exposure why this very credential counts as leaked, as a row says it: one line of at most
 *     300 characters; empty if no row says more than that it is listed
 * @param ties how it hangs together with others, as rows declare it
 * @param health how its consumers are asked whether they are well, sorted, without repeats
 */
public record LeakedCredential(
    Lane lane,
    CredentialId id,
    TeamName owner,
    Privilege privilege,
    Disposition disposition,
    List<Place> places,
    String exposure,
    Ties ties,
    List<HealthCheck> health) {

  /** One of which no row says how it hangs together with others, and nobody is asked. */
  public LeakedCredential(
      Lane lane,
      CredentialId id,
      TeamName owner,
      Privilege privilege,
      Disposition disposition,
      List<Place> places,
      String exposure) {
    this(lane, id, owner, privilege, disposition, places, exposure, Ties.NONE, List.of());
  }

  public LeakedCredential {
    requireNonNull(lane, "lane is null");
    requireNonNull(id, "id is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(privilege, "privilege is null");
    requireNonNull(disposition, "disposition is null");
    if (!exposure.isEmpty()) {
      Shown.requireLine("exposure", exposure);
    }
    // What was stored before there were ties has none, and no checks.
    ties = requireNonNullElse(ties, Ties.NONE);
    health =
        requireNonNullElse(health, List.<HealthCheck>of()).stream().distinct().sorted().toList();
    places = places.stream().distinct().sorted().toList();
  }
}
