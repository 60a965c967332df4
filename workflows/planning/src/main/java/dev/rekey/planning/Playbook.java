// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.CanonicalJson;
import dev.rekey.words.Kind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How one kind of credential is rotated: the immutable result of reading a playbook, which the
 * plan's digest covers. It sets parameters and never the order of steps (promise P1).
 *
 * @param name for example {@code aws-iam-access-key}
 * @param connector the connector whose systems it is for
 * @param kind the kind of credential that it is for
 * @param approval which rotations need their owner's approval beside that of the plan
 * @param canary how many lanes go first, alone; 0 to {@code waveSize}
 * @param waveSize how many lanes a wave holds at most; 1 to 100
 * @param defaultSelectors part of the value to selector, for places that name none; may be empty
 * @param quorum how many different people approve where the owner is asked; one, where a stored
 *     playbook does not say
 * @param deadline until when it is to be dead, and what then; as usual, where a stored playbook
 *     does not say
 */
public record Playbook(
    String name,
    String connector,
    Kind kind,
    ApprovalRule approval,
    int canary,
    int waveSize,
    Pace pace,
    BrakeRule brake,
    SortedMap<String, String> defaultSelectors,
    Integer quorum,
    DeadlineRule deadline) {

  /** The most people that may be asked to approve one rotation. */
  public static final int LARGEST_QUORUM = 9;

  /** The most lanes that a wave may hold: its workflow starts them all at once. */
  public static final int LARGEST_WAVE = 100;

  /** One with the usual deadline. */
  public Playbook(
      String name,
      String connector,
      Kind kind,
      ApprovalRule approval,
      int canary,
      int waveSize,
      Pace pace,
      BrakeRule brake,
      SortedMap<String, String> defaultSelectors,
      Integer quorum) {
    this(
        name,
        connector,
        kind,
        approval,
        canary,
        waveSize,
        pace,
        brake,
        defaultSelectors,
        quorum,
        DeadlineRule.USUAL);
  }

  public Playbook {
    requireNonNull(name, "name is null");
    requireNonNull(connector, "connector is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(approval, "approval is null");
    requireNonNull(pace, "pace is null");
    requireNonNull(brake, "brake is null");
    quorum = requireNonNullElse(quorum, 1);
    deadline = requireNonNullElse(deadline, DeadlineRule.USUAL);
    if (quorum < 1 || quorum > LARGEST_QUORUM) {
      throw new IllegalArgumentException(
          "quorum: %d (expected: 1 to %d)".formatted(quorum, LARGEST_QUORUM));
    }
    if (waveSize < 1 || waveSize > LARGEST_WAVE) {
      throw new IllegalArgumentException(
          "wave size: %d (expected: 1 to %d)".formatted(waveSize, LARGEST_WAVE));
    }
    if (canary < 0 || canary > waveSize) {
      throw new IllegalArgumentException(
          "canary: %d (expected: 0 to the wave size, %d)".formatted(canary, waveSize));
    }
    defaultSelectors = Collections.unmodifiableSortedMap(new TreeMap<>(defaultSelectors));
  }

  /** Builds a playbook from unsorted selectors. */
  public static Playbook of(
      String name,
      String connector,
      Kind kind,
      ApprovalRule approval,
      int canary,
      int waveSize,
      Pace pace,
      BrakeRule brake,
      Map<String, String> defaultSelectors) {
    return new Playbook(
        name,
        connector,
        kind,
        approval,
        canary,
        waveSize,
        pace,
        brake,
        new TreeMap<>(defaultSelectors),
        1);
  }

  /** The same where so many different people approve a rotation. */
  public Playbook approvedBy(int people) {
    return like(name, kind, approval, people);
  }

  /** The same where others are asked for their approval. */
  public Playbook asking(ApprovalRule rule) {
    return like(name, kind, rule, quorum);
  }

  /** The same with another deadline. */
  public Playbook due(DeadlineRule rule) {
    return new Playbook(
        name,
        connector,
        kind,
        approval,
        canary,
        waveSize,
        pace,
        brake,
        defaultSelectors,
        quorum,
        rule);
  }

  /** The same under another name, for another kind. */
  public Playbook named(String other, Kind which) {
    return like(other, which, approval, quorum);
  }

  private Playbook like(String title, Kind which, ApprovalRule rule, int people) {
    return new Playbook(
        title,
        connector,
        which,
        rule,
        canary,
        waveSize,
        pace,
        brake,
        defaultSelectors,
        people,
        deadline);
  }

  /** The facts that the plan's digest covers. */
  SortedMap<String, Object> facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("approval", CanonicalJson.name(approval));
    facts.put("brake", brake.toString());
    facts.put("canary", canary);
    facts.put("connector", connector);
    if (!deadline.equals(DeadlineRule.USUAL)) {
      // Left out where it is: so the digests of what was planned before stay what they were.
      facts.put("deadline", deadline.facts());
    }
    facts.put("default-selectors", defaultSelectors);
    facts.put("kind", kind.value());
    facts.put("name", name);
    facts.put("pace", pace.facts());
    if (quorum > 1) {
      facts.put("quorum", quorum);
    }
    facts.put("wave-size", waveSize);
    return Collections.unmodifiableSortedMap(facts);
  }
}
