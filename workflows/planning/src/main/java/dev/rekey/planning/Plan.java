// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.evidence.Digest;
import dev.rekey.evidence.MerkleTree;
import dev.rekey.planning.scope.ScopeRow;
import dev.rekey.words.CampaignName;
import dev.rekey.words.PersonName;
import dev.rekey.words.RotationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a campaign will do, in which order: numbered, and bound by its digest to its approval.
 *
 * @param number from 1; an amended plan has the next one
 * @param author who made it, and so may not approve it
 * @param compression by how much lags and windows are compressed; 1 outside the sandbox
 * @param roster the digest of the roster whose people decide
 * @param playbooks the compiled playbooks that it was made with, sorted by name
 * @param rotations in order: by position from 1, without gaps, waves ascending
 * @param unresolved the rows that stay held until somebody resolves or rules them out
 * @param warnings what the approver must know, one sentence each
 * @param ways how those are reached that did not leak themselves, by rotation
 */
public record Plan(
    CampaignName campaign,
    int number,
    PersonName author,
    Instant at,
    Incident incident,
    int compression,
    Digest roster,
    List<Playbook> playbooks,
    List<PlannedRotation> rotations,
    List<ScopeRow> unresolved,
    List<String> warnings,
    List<Way> ways) {

  /** One in which all have leaked themselves. */
  public Plan(
      CampaignName campaign,
      int number,
      PersonName author,
      Instant at,
      Incident incident,
      int compression,
      Digest roster,
      List<Playbook> playbooks,
      List<PlannedRotation> rotations,
      List<ScopeRow> unresolved,
      List<String> warnings) {
    this(
        campaign,
        number,
        author,
        at,
        incident,
        compression,
        roster,
        playbooks,
        rotations,
        unresolved,
        warnings,
        List.of());
  }

  public Plan {
    requireNonNull(campaign, "campaign is null");
    requireNonNull(author, "author is null");
    requireNonNull(at, "at is null");
    requireNonNull(incident, "incident is null");
    requireNonNull(roster, "roster is null");
    if (number < 1) {
      throw new IllegalArgumentException("plan number: %d (expected: >= 1)".formatted(number));
    }
    if (compression < 1) {
      throw new IllegalArgumentException("compression: %d (expected: >= 1)".formatted(compression));
    }
    playbooks = playbooks.stream().sorted(Comparator.comparing(Playbook::name)).toList();
    rotations = List.copyOf(rotations);
    unresolved = List.copyOf(unresolved);
    warnings = List.copyOf(warnings);
    // In what was stored before there were ways all have leaked themselves.
    ways = List.copyOf(requireNonNullElse(ways, List.of()));
    requireOrder(rotations);
  }

  /** The waves in order. */
  public List<Wave> waves() {
    List<Wave> waves = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= rotations.size(); to++) {
      if (to == rotations.size() || rotations.get(to).wave() != rotations.get(from).wave()) {
        waves.add(new Wave(rotations.get(from).wave(), rotations.subList(from, to)));
        from = to;
      }
    }
    return List.copyOf(waves);
  }

  /** The rotation with this id. */
  public Optional<PlannedRotation> find(RotationId id) {
    return rotations.stream().filter(rotation -> rotation.id().equals(id)).findFirst();
  }

  /** How those are reached that did not leak themselves. */
  public SortedMap<RotationId, String> paths() {
    SortedMap<RotationId, String> paths = new TreeMap<>();
    ways.forEach(way -> paths.put(way.rotation(), way.path()));
    return Collections.unmodifiableSortedMap(paths);
  }

  /** When waves pause themselves: the strictest of the playbooks' brakes. */
  public BrakeRule brake() {
    return playbooks.stream()
        .map(Playbook::brake)
        .reduce(BrakeRule::stricter)
        .orElseGet(BrakeRule::usual);
  }

  /** How long it will take. */
  public Forecast forecast() {
    return Forecast.of(waves());
  }

  /**
   * What the plan's approval binds to: everything in it, the rotations by the root of a Merkle tree
   * over their {@link PlannedRotation#shown()}, so that one of them can be proven to be in it.
   */
  public Digest digest() {
    return Digest.ofText(CanonicalJson.write(header()));
  }

  /**
   * The Merkle tree over the rotations' {@link PlannedRotation#shown()}, in order; empty if nothing
   * is to be rotated.
   */
  public Optional<MerkleTree> tree() {
    return rotations.isEmpty()
        ? Optional.empty()
        : Optional.of(MerkleTree.of(rotations.stream().map(PlannedRotation::shown).toList()));
  }

  private SortedMap<String, Object> header() {
    SortedMap<String, Object> header = new TreeMap<>();
    header.put("at", at);
    header.put("author", author.value());
    header.put("campaign", campaign.value());
    header.put("compression", compression);
    header.put("incident", incident.facts());
    header.put("number", number);
    header.put("order", rotations.stream().map(PlannedRotation::why).toList());
    header.put("playbooks", playbooks.stream().map(Playbook::facts).toList());
    header.put("plan", "rekey/plan/v1");
    tree().ifPresent(tree -> header.put("root", tree.root()));
    header.put("roster", roster);
    header.put("unresolved", unresolved.stream().map(Plan::facts).toList());
    header.put("warnings", warnings);
    if (!ways.isEmpty()) {
      header.put("ways", ways.stream().map(Way::facts).toList());
    }
    header.put("waves", waves().stream().map(wave -> wave.rotations().size()).toList());
    return header;
  }

  private static SortedMap<String, Object> facts(ScopeRow row) {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("line", row.line());
    facts.put("reason", row.reason());
    facts.put("shown", row.shown());
    facts.put("source", row.source());
    return facts;
  }

  private static void requireOrder(List<PlannedRotation> rotations) {
    Set<RotationId> seen = new LinkedHashSet<>();
    int wave = 0;
    int position = 0;
    for (PlannedRotation rotation : rotations) {
      position++;
      if (rotation.position() != position || rotation.wave() < wave || rotation.wave() > wave + 1) {
        throw new IllegalArgumentException(
            "%s: wave %d, position %d (expected: wave %d or the next, position %d)"
                .formatted(rotation.id(), rotation.wave(), rotation.position(), wave, position));
      }
      if (!seen.add(rotation.id())) {
        throw new IllegalArgumentException("%s: planned twice".formatted(rotation.id()));
      }
      wave = rotation.wave();
    }
  }
}
