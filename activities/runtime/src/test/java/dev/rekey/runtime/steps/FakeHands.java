// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A system that nothing can be asked of: every call to it is a defect. Its places people write; a
 * test says whether they can be read, and what they hold.
 */
final class FakeHands implements OneSystem, Places {

  private Reach reach = Reach.NOTHING;
  private String held = "";

  /** From now on its place can be read, and holds this. */
  void holds(String value) {
    reach = Reach.READ;
    held = value;
  }

  /** From now on a call may write its place, which holds this. */
  void writable(String value) {
    reach = Reach.WRITE;
    held = value;
  }

  @Override
  public Places places() {
    return this;
  }

  @Override
  public Reach reach() {
    return reach;
  }

  @Override
  public Outcome<Reading> read(Place place) {
    CredentialValue value =
        CredentialValue.taking(Map.of("secret", Secret.taking(held.toCharArray())));
    return new Outcome.Done<>(new Reading(new PlaceVersion("1"), value));
  }

  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    throw new AssertionError("nothing is written by a call");
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    throw new AssertionError("nothing is destroyed");
  }

  @Override
  public SystemEntry entry(SystemName system) {
    SystemSettings settings =
        SystemSettings.of(
            system,
            Map.of(
                "title", "Smartsheet",
                "hands", "office-it",
                "instructions", "As {identity}: look for {credential}."));
    return new SystemEntry(system, "manual", settings, /* soleIssuer= */ false, 1);
  }

  @Override
  public KindCapabilities capabilities() {
    return new KindCapabilities(
        new Kind("iam-access-key"),
        List.of("secret"),
        KindCapabilities.Issue.BY_HAND,
        KindCapabilities.Overlap.YES,
        0,
        KindCapabilities.Listing.NONE,
        KindCapabilities.LastUsed.NONE,
        KindCapabilities.Disable.NONE,
        KindCapabilities.Revoke.BY_HAND,
        /* labelled= */ false,
        Duration.ZERO,
        Duration.ZERO);
  }

  @Override
  public Outcome<Listed> list(IdentityName whose) {
    throw new AssertionError("nothing is listed");
  }

  @Override
  public Outcome<Issued> issue(IdentityName whose, String label) {
    throw new AssertionError("nothing is issued by a call");
  }

  @Override
  public Outcome<Changed> disable(IdentityName whose, CredentialId which) {
    throw new AssertionError("nothing is disabled");
  }

  @Override
  public Outcome<Changed> enable(IdentityName whose, CredentialId which) {
    throw new AssertionError("nothing is enabled");
  }

  @Override
  public Outcome<Changed> revoke(IdentityName whose, CredentialId which) {
    throw new AssertionError("nothing is revoked by a call");
  }

  @Override
  public Verdict probe(CredentialValue value) {
    throw new AssertionError("nothing is probed");
  }

  @Override
  public Verdict probeNonsense() {
    throw new AssertionError("nothing is probed");
  }
}
