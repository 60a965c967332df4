// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.gate.WrittenChain;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A role with one password, and one place that holds it. Passwords are numbered; what stands there
 * is listed under an id that is derived from it.
 */
final class FakeRole implements OneSystem, Places {

  private static final int MANY = 99;
  private static final String PART = "password";

  /** What is done to it, in order. */
  final List<String> effects = new ArrayList<>();

  /** The password that leaked, the one that is accepted, and the one that the place holds. */
  final int leaked;

  int standing;
  int held;

  KindCapabilities.Overlap overlap = KindCapabilities.Overlap.NONE;

  /** How many answers get lost after the install went through. */
  int answersLost;

  private final IdentityName identity;
  private int chosen;

  FakeRole(IdentityName identity, int leaked) {
    this.identity = identity;
    this.leaked = leaked;
    this.standing = leaked;
    this.held = leaked;
  }

  static CredentialId id(int number) {
    return new CredentialId("role-7-" + number);
  }

  /** How many values were chosen. */
  int chosen() {
    return chosen;
  }

  /** The number of a value that was chosen here, or leaked. */
  int number(CredentialValue value) {
    for (int number = leaked; number <= leaked + MANY; number++) {
      if (value.says(PART, text(number))) {
        return number;
      }
    }
    throw new IllegalArgumentException("a value that nobody chose");
  }

  /** Somebody beside Rekey sets another password; its number. */
  int somebodyChangesIt() {
    standing = leaked + MANY;
    return standing;
  }

  private static CredentialValue value(int number) {
    return CredentialValue.taking(Map.of(PART, Secret.taking(text(number).toCharArray())));
  }

  private static String text(int number) {
    return "pw-" + number;
  }

  @Override
  public KindCapabilities capabilities() {
    return new KindCapabilities(
        new Kind("iam-access-key"),
        List.of(PART),
        KindCapabilities.Issue.OWN_VALUE,
        overlap,
        1,
        KindCapabilities.Listing.FULL,
        KindCapabilities.LastUsed.NONE,
        KindCapabilities.Disable.NONE,
        KindCapabilities.Revoke.BY_ID,
        /* labelled= */ false,
        Duration.ZERO,
        Duration.ZERO);
  }

  @Override
  public Outcome<Listed> list(IdentityName whose) {
    ListedCredential one = new ListedCredential(id(standing), WrittenChain.CUT_OFF, true, null);
    return new Outcome.Done<>(new Listed(List.of(one), true));
  }

  @Override
  public Outcome<Issued> issue(IdentityName whose, String label) {
    throw new UnsupportedOperationException("values are chosen here");
  }

  @Override
  public CredentialValue choose(IdentityName whose) {
    chosen++;
    return value(leaked + chosen);
  }

  @Override
  public Outcome<CredentialId> install(
      IdentityName whose, CredentialValue value, CredentialId replaced, String label) {
    int number = number(value);
    if (standing != number && !id(standing).equals(replaced)) {
      return new Outcome.Rejected<>(Rejection.CONFLICT, "another password stands there");
    }
    standing = number;
    effects.add("install " + number);
    if (answersLost > 0) {
      answersLost--;
      return new Outcome.Unknown<>("the connection broke");
    }
    return new Outcome.Done<>(id(number));
  }

  @Override
  public Outcome<Changed> disable(IdentityName whose, CredentialId which) {
    throw new UnsupportedOperationException("nothing is disabled here");
  }

  @Override
  public Outcome<Changed> enable(IdentityName whose, CredentialId which) {
    throw new UnsupportedOperationException("nothing is enabled here");
  }

  @Override
  public Outcome<Changed> revoke(IdentityName whose, CredentialId which) {
    if (id(standing).equals(which)) {
      throw new AssertionError("the one that stands is revoked");
    }
    effects.add("revoke " + which);
    return new Outcome.Done<>(Changed.ALREADY);
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return number(value) == standing
        ? new Verdict.Alive(identity)
        : new Verdict.Refused(FakeSystem.REFUSED);
  }

  @Override
  public Verdict probeNonsense() {
    return new Verdict.Refused(FakeSystem.REFUSED);
  }

  @Override
  public Outcome<Reading> read(Place place) {
    return new Outcome.Done<>(new Reading(new PlaceVersion("v" + held), value(held)));
  }

  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    held = number(value);
    effects.add("write " + held);
    return new Outcome.Done<>(new PlaceVersion("v" + held));
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    effects.add("destroy " + number(leaked));
    return new Outcome.Done<>(1);
  }

  @Override
  public Places places() {
    return this;
  }
}
