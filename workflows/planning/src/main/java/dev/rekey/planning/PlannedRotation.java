// SPDX-License-Identifier: Apache-2.0
package dev.rekey.planning;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.Digest;
import dev.rekey.planning.text.Shown;
import dev.rekey.words.Disposition;
import dev.rekey.words.HealthCheck;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Place;
import dev.rekey.words.Privilege;
import dev.rekey.words.RotationId;
import dev.rekey.words.TeamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One credential's way through the campaign, as the plan lays it down.
 *
 * @param wave from 1
 * @param position its place in the order of the whole plan, from 1
 * @param turn its place within its lane, from 1: a lane's credentials are taken one after another
 * @param turns how many credentials its lane has in this plan
 * @param ownerApproval whether it waits for its owner's approval beside that of the plan
 * @param slots how many credentials the identity may have at once; 0 for no limit
 * @param pace compressed already where the plan is
 * @param lag how long the system may take until a change holds everywhere; compressed likewise
 * @param exposure why this very credential counts as leaked, as a row of the scope says it; empty
 *     if none does
 * @param why why it stands where it stands in the order
 * @param mode whether it is cut before its replacement stands
 * @param quorum how many different people have to approve it where its owner's approval is asked
 *     for; one, where a stored rotation does not say
 * @param health how its consumers are asked whether they are well: each has to be before the old
 *     one is disabled and before it is revoked; none, where a stored rotation does not say
 * @param deadline until when the old one is to be dead, and what then; null if there is none
 * @param openers what has to be dead before the new value is put where it opens; none, where a
 *     stored rotation does not say
 * @param unwell which consumers were not well, or could not be asked, before anything was done and
 *     before its owner is asked: how each is asked, and what came of it; none in a plan
 */
public record PlannedRotation(
    RotationId id,
    int wave,
    int position,
    int turn,
    int turns,
    Disposition disposition,
    Privilege privilege,
    TeamName owner,
    List<Place> places,
    boolean ownerApproval,
    KindCapabilities.Overlap overlap,
    int slots,
    Pace pace,
    Duration lag,
    String exposure,
    String why,
    Mode mode,
    Integer quorum,
    List<HealthCheck> health,
    @Nullable Deadline deadline,
    List<Opener> openers,
    SortedMap<String, String> unwell) {

  /** One that is swapped, on one person's approval, and whose consumers are not asked. */
  public PlannedRotation(
      RotationId id,
      int wave,
      int position,
      int turn,
      int turns,
      Disposition disposition,
      Privilege privilege,
      TeamName owner,
      List<Place> places,
      boolean ownerApproval,
      KindCapabilities.Overlap overlap,
      int slots,
      Pace pace,
      Duration lag,
      String exposure,
      String why) {
    this(
        id,
        wave,
        position,
        turn,
        turns,
        disposition,
        privilege,
        owner,
        places,
        ownerApproval,
        overlap,
        slots,
        pace,
        lag,
        exposure,
        why,
        Mode.SWAP,
        1,
        List.of(),
        null,
        List.of(),
        Collections.emptySortedMap());
  }

  public PlannedRotation {
    requireNonNull(id, "id is null");
    requireNonNull(disposition, "disposition is null");
    requireNonNull(privilege, "privilege is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(overlap, "overlap is null");
    requireNonNull(pace, "pace is null");
    requireNonNull(lag, "lag is null");
    // What was stored before there were modes was swapped.
    mode = requireNonNullElse(mode, Mode.SWAP);
    places = List.copyOf(places);
    health = List.copyOf(requireNonNullElse(health, List.of()));
    openers = List.copyOf(requireNonNullElse(openers, List.of()));
    quorum = requireNonNullElse(quorum, 1);
    unwell =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(requireNonNullElse(unwell, Collections.emptySortedMap())));
    if (quorum < 1) {
      throw new IllegalArgumentException("%s: quorum %d (expected: >= 1)".formatted(id, quorum));
    }
    if (!exposure.isEmpty()) {
      Shown.requireLine("exposure", exposure);
    }
    Shown.requireLine("why", why);
    if (wave < 1 || position < 1 || turn < 1) {
      throw new IllegalArgumentException(
          "%s: wave %d, position %d, turn %d (expected: each >= 1)"
              .formatted(id, wave, position, turn));
    }
    if (turns < turn) {
      throw new IllegalArgumentException("%s: turn %d of %d".formatted(id, turn, turns));
    }
    if (slots < 0 || lag.isNegative()) {
      throw new IllegalArgumentException(
          "%s: slots %d, lag %s (expected: each >= 0)".formatted(id, slots, lag));
    }
  }

  /**
   * What an approval of this rotation is about, in canonical form: what will happen to which
   * credential and where. Its place in the order is not among it, so that an amended plan leaves
   * the approvals of unchanged rotations in force.
   */
  public SortedMap<String, Object> facts() {
    return RotationFacts.of(this);
  }

  /**
   * Whether the approved plan says of this very credential why it leaked: only then it may die even
   * if it was made after the cut-off (promise P2).
   */
  public boolean exposed() {
    return !exposure.isEmpty();
  }

  /** Whether the plan's approval is the signed cut (promise P1). */
  public boolean contained() {
    return mode == Mode.CONTAIN;
  }

  /** The digest of {@link #facts()}: what an approval binds to. */
  public Digest shown() {
    return RotationFacts.digest(this);
  }

  /** Whether stopping it is all that is decided: one person alone may do that in an emergency. */
  public boolean cutAtOnce() {
    return contained() || disposition == Disposition.REVOKE_NOW;
  }

  /** The same, which waits until these are dead. */
  public PlannedRotation openedBy(List<Opener> others) {
    return amended(disposition, owner, places, quorum, deadline, others, unwell);
  }

  /** The same with another owner. */
  public PlannedRotation ownedBy(TeamName other) {
    return amended(disposition, other, places, quorum, deadline, openers, unwell);
  }

  /** The same with one more place, unless it is among them already. */
  public PlannedRotation heldAt(Place another) {
    List<Place> more = new ArrayList<>(places);
    if (!more.contains(another)) {
      more.add(another);
    }
    return amended(disposition, owner, more, quorum, deadline, openers, unwell);
  }

  /** The same, killed without a replacement. */
  public PlannedRotation retired() {
    return amended(Disposition.RETIRE, owner, places, quorum, deadline, openers, unwell);
  }

  /** The same where so many different people have to approve it. */
  public PlannedRotation approvedBy(int people) {
    return amended(disposition, owner, places, people, deadline, openers, unwell);
  }

  /** The same with another deadline. */
  public PlannedRotation dueBy(@Nullable Deadline other) {
    return amended(disposition, owner, places, quorum, other, openers, unwell);
  }

  /**
   * The same with what came of asking a consumer before its owner was asked.
   *
   * @param asked how it is asked, as {@link HealthCheck#toString} says it
   */
  public PlannedRotation answered(String asked, boolean well, String answer) {
    SortedMap<String, String> now = new TreeMap<>(unwell);
    if (well) {
      now.remove(asked);
    } else {
      now.put(asked, answer);
    }
    return amended(disposition, owner, places, quorum, deadline, openers, now);
  }

  private PlannedRotation amended(
      Disposition how,
      TeamName who,
      List<Place> where,
      int people,
      @Nullable Deadline until,
      List<Opener> others,
      SortedMap<String, String> ill) {
    return new PlannedRotation(
        id,
        wave,
        position,
        turn,
        turns,
        how,
        privilege,
        who,
        where,
        ownerApproval,
        overlap,
        slots,
        pace,
        lag,
        exposure,
        why,
        mode,
        people,
        health,
        until,
        others,
        ill);
  }
}
