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
import java.util.Objects;
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
 * @param extension a later deadline that one person has signed; null if none has
 * @param waivedBy who signed to deliver although what opens it may live
 */
public record Voices(
    @Nullable String attestedBy,
    Set<String> approvedBy,
    Set<String> askedBy,
    List<String> handedOver,
    int postponed,
    @Nullable Instant notBefore,
    @Nullable Extension extension,
    Set<String> waivedBy) {

  /** Nobody has said anything. */
  public static final Voices NONE =
      new Voices(null, Set.of(), Set.of(), List.of(), 0, null, null, Set.of());

  /** So many different people sign that a new value is put where it may be read. */
  public static final int WAIVING = 2;

  /** After so many hand-overs the teams do not find its owner among themselves. */
  public static final int MOST_HAND_OVERS = 3;

  /** Whoever asked to wait as often as this may not ask again. */
  public static final int MOST_POSTPONEMENTS = 3;

  public Voices {
    approvedBy = sorted(requireNonNullElse(approvedBy, Set.of()));
    askedBy = sorted(requireNonNullElse(askedBy, Set.of()));
    handedOver = List.copyOf(requireNonNullElse(handedOver, List.of()));
    waivedBy = sorted(requireNonNullElse(waivedBy, Set.of()));
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
      case ATTEST -> attested(person);
      case DELIVER_ANYWAY -> waived(plus(waivedBy, person));
      case APPROVE -> people(plus(approvedBy, person), askedBy, handedOver);
      case ADD_CONSUMER, ALREADY_REPLACED, RETIRE ->
          people(Set.of(), plus(askedBy, person), handedOver);
      case NOT_MINE -> people(Set.of(), askedBy, isDisputed() ? List.of() : plus(handedOver, team));
      case NOT_BEFORE -> times(postponed + 1, statement.notBefore(), extension);
      case EXTEND -> times(postponed, notBefore, extendedBy(statement) ? null : asked(statement));
      case CUT_ANYWAY -> people(approvedBy, askedBy, List.of()).times(postponed, null, extension);
      case RETRY -> people(approvedBy, askedBy, isDisputed() ? List.of() : handedOver);
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

  private Voices people(Set<String> approved, Set<String> asked, List<String> handed) {
    return new Voices(
        attestedBy, approved, asked, handed, postponed, notBefore, extension, waivedBy);
  }

  private Voices times(int asked, @Nullable Instant until, @Nullable Extension later) {
    return new Voices(attestedBy, approvedBy, askedBy, handedOver, asked, until, later, waivedBy);
  }

  private Voices attested(@Nullable String by) {
    return new Voices(
        by, approvedBy, askedBy, handedOver, postponed, notBefore, extension, waivedBy);
  }

  private Voices waived(Set<String> by) {
    return new Voices(
        attestedBy, approvedBy, askedBy, handedOver, postponed, notBefore, extension, by);
  }

  /** Whether enough people signed that what opens it is not waited for. */
  public boolean isWaived() {
    return waivedBy.size() >= WAIVING;
  }

  private static Extension asked(Statement statement) {
    Instant until = Objects.requireNonNull(statement.deadline(), "checked when it was read");
    return new Extension(statement.person().value(), until);
  }

  /** Whether this is the second person's word that a deadline is that one. */
  public boolean extendedBy(Statement statement) {
    return extension != null
        && extension.until().equals(statement.deadline())
        && !extension.askedBy().equals(statement.person().value());
  }

  /** What was held to be attested is settled, or another thing is held. */
  public Voices unattested() {
    return attested(null);
  }

  /** What was asked for is approved. */
  public Voices settled() {
    return people(Set.of(), Set.of(), handedOver);
  }

  /** What was approved is not how it stands any more. */
  public Voices unapproved() {
    return people(Set.of(), askedBy, handedOver);
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
      case DELIVER_ANYWAY ->
          waivedBy.contains(person.value())
              ? Optional.of("%s signed it already (expected: another person)".formatted(person))
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
          EXTEND,
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
