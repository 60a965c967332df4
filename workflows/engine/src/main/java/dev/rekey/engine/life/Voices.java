// SPDX-License-Identifier: Apache-2.0
package dev.rekey.engine.life;

import static java.util.Objects.requireNonNullElse;

import dev.rekey.evidence.decision.Statement;
import dev.rekey.evidence.decision.Verb;
import dev.rekey.words.PersonName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose word stands in a rotation, where another person's has to follow, and what was asked for.
 *
 * @param attestedBy who alone attested what is held for that; null if nobody did
 * @param approvedBy who approved what is planned by now
 * @param askedBy who asked for a change of it that is not approved yet
 * @param handedOver the teams that said it is another's, in order, since that was last settled
 * @param postponed how often somebody asked to wait
 * @param notBefore until when; null if nobody asked
 */
public record Voices(
    @Nullable String attestedBy,
    Set<String> approvedBy,
    Set<String> askedBy,
    List<String> handedOver,
    int postponed,
    @Nullable Instant notBefore) {

  /** Nobody has said anything. */
  public static final Voices NONE = new Voices(null, Set.of(), Set.of(), List.of(), 0, null);

  /** After so many hand-overs the teams do not find its owner among themselves. */
  public static final int MOST_HAND_OVERS = 3;

  /** Whoever asked to wait as often as this may not ask again. */
  public static final int MOST_POSTPONEMENTS = 3;

  public Voices {
    approvedBy = sorted(requireNonNullElse(approvedBy, Set.of()));
    askedBy = sorted(requireNonNullElse(askedBy, Set.of()));
    handedOver = List.copyOf(requireNonNullElse(handedOver, List.of()));
  }

  private static Set<String> sorted(Set<String> people) {
    return Collections.unmodifiableSortedSet(new TreeSet<>(people));
  }

  /**
   * With one decision more.
   *
   * @param team whose it was when that was decided
   */
  public Voices with(Statement statement, String team) {
    String person = statement.person().value();
    Verb verb = statement.verb();
    return switch (verb) {
      case ATTEST -> new Voices(person, approvedBy, askedBy, handedOver, postponed, notBefore);
      case APPROVE ->
          new Voices(
              attestedBy, plus(approvedBy, person), askedBy, handedOver, postponed, notBefore);
      case ADD_CONSUMER, ALREADY_REPLACED, RETIRE ->
          new Voices(attestedBy, Set.of(), plus(askedBy, person), handedOver, postponed, notBefore);
      case NOT_MINE ->
          new Voices(
              attestedBy,
              Set.of(),
              askedBy,
              isDisputed() ? List.of() : plus(handedOver, team),
              postponed,
              notBefore);
      case NOT_BEFORE ->
          new Voices(
              attestedBy, approvedBy, askedBy, handedOver, postponed + 1, statement.notBefore());
      case CUT_ANYWAY -> new Voices(attestedBy, approvedBy, askedBy, List.of(), postponed, null);
      case RETRY ->
          new Voices(
              attestedBy,
              approvedBy,
              askedBy,
              isDisputed() ? List.of() : handedOver,
              postponed,
              notBefore);
      case DENY,
          EXCEPT,
          ROLL_BACK,
          BY_HAND,
          COUNTERSIGN,
          RULE_OUT,
          REOPEN,
          CLOSE,
          TRUST_ROSTER,
          VOUCH ->
          this;
    };
  }

  /** What was held to be attested is settled, or another thing is held. */
  public Voices unattested() {
    return new Voices(null, approvedBy, askedBy, handedOver, postponed, notBefore);
  }

  /** What was asked for is approved. */
  public Voices settled() {
    return new Voices(attestedBy, Set.of(), Set.of(), handedOver, postponed, notBefore);
  }

  /** Whether the teams hand it to one another, so that the responders say whose it is. */
  public boolean isDisputed() {
    return handedOver.size() >= MOST_HAND_OVERS;
  }

  /** Why this person's word does not count beside those that stand; empty if it does. */
  public Optional<String> objection(Verb verb, PersonName person) {
    return switch (verb) {
      case ATTEST ->
          person.value().equals(attestedBy)
              ? Optional.of("%s attested it already (expected: another person)".formatted(person))
              : Optional.empty();
      case APPROVE ->
          askedBy.contains(person.value())
              ? Optional.of(
                  "%s asked for what is to be approved (expected: another person)"
                      .formatted(person))
              : approvedBy.contains(person.value())
                  ? Optional.of(
                      "%s approved it already (expected: another person)".formatted(person))
                  : Optional.empty();
      case NOT_BEFORE ->
          postponed >= MOST_POSTPONEMENTS
              ? Optional.of(
                  "somebody asked to wait %d times already (expected: at most that)"
                      .formatted(postponed))
              : Optional.empty();
      case DENY,
          EXCEPT,
          COUNTERSIGN,
          RETRY,
          CUT_ANYWAY,
          ROLL_BACK,
          BY_HAND,
          NOT_MINE,
          ADD_CONSUMER,
          ALREADY_REPLACED,
          RETIRE,
          RULE_OUT,
          CLOSE,
          REOPEN,
          TRUST_ROSTER,
          VOUCH ->
          Optional.empty();
    };
  }

  private static Set<String> plus(Set<String> people, String person) {
    SortedSet<String> more = new TreeSet<>(people);
    more.add(person);
    return more;
  }

  private static List<String> plus(List<String> teams, String team) {
    List<String> more = new ArrayList<>(teams);
    more.add(team);
    return more;
  }
}
