// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.scope.KnownSystems;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.CredentialId;
import dev.rekey.words.Lane;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plan is made from.
 *
 * @param number the plan's number, from 1
 * @param author who makes it
 * @param at when it is made; the planner has no clock
 * @param compression by how much lags and windows are compressed; 1 outside the sandbox
 * @param roster the digest of the roster whose people decide
 * @param scope the rows of all sources
 * @param playbooks at most one per connector and kind
 * @param last lanes that go last: credentials that Rekey itself uses, or that something under
 *     suspicion holds
 * @param contained those that are cut at once and replaced after
 * @param cases what the playbooks say of some credentials only
 * @param killBy the incident's own deadline; null if it has none
 */
public record PlanRequest(
    CampaignName campaign,
    int number,
    PersonName author,
    Instant at,
    Incident incident,
    int compression,
    Digest roster,
    List<ScopeRow> scope,
    KnownSystems systems,
    List<Playbook> playbooks,
    Set<Lane> last,
    Set<CredentialId> contained,
    Cases cases,
    @Nullable Instant killBy) {

  /** In which the incident has no deadline of its own. */
  public PlanRequest(
      CampaignName campaign,
      int number,
      PersonName author,
      Instant at,
      Incident incident,
      int compression,
      Digest roster,
      List<ScopeRow> scope,
      KnownSystems systems,
      List<Playbook> playbooks,
      Set<Lane> last,
      Set<CredentialId> contained,
      Cases cases) {
    this(
        campaign,
        number,
        author,
        at,
        incident,
        compression,
        roster,
        scope,
        systems,
        playbooks,
        last,
        contained,
        cases,
        null);
  }

  /** In which nothing is cut before its replacement stands. */
  public PlanRequest(
      CampaignName campaign,
      int number,
      PersonName author,
      Instant at,
      Incident incident,
      int compression,
      Digest roster,
      List<ScopeRow> scope,
      KnownSystems systems,
      List<Playbook> playbooks,
      Set<Lane> last) {
    this(
        campaign,
        number,
        author,
        at,
        incident,
        compression,
        roster,
        scope,
        systems,
        playbooks,
        last,
        Set.of(),
        Cases.NONE);
  }

  public PlanRequest {
    requireNonNull(campaign, "campaign is null");
    requireNonNull(author, "author is null");
    requireNonNull(at, "at is null");
    requireNonNull(incident, "incident is null");
    requireNonNull(roster, "roster is null");
    requireNonNull(systems, "systems is null");
    requireNonNull(cases, "cases is null");
    if (compression < 1) {
      throw new IllegalArgumentException("compression: %d (expected: >= 1)".formatted(compression));
    }
    scope = List.copyOf(scope);
    playbooks = List.copyOf(playbooks);
    contained = Collections.unmodifiableSet(new LinkedHashSet<>(contained));
    last = Collections.unmodifiableSet(new LinkedHashSet<>(last));
  }
}
