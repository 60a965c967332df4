// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.systems.SystemEntry;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.spi.SystemSettings;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A system that tells use, and switches its one credential on when told; answers as it is told. */
final class FakeSwitch implements OneSystem {

  private final IdentityName identity;
  private final CredentialId id;
  final List<String> effects = new ArrayList<>();

  /** When the old one was used last; null for never. */
  @Nullable Instant used;

  /** What was issued; null if nothing was, or it was withdrawn. */
  @Nullable ListedCredential fresh;

  /** What switching off answers. */
  Outcome<Changed> off = new Outcome.Done<>(Changed.NOW);

  /** When the new one was used last; null for never. */
  @Nullable Instant freshUsed;

  /** What asking for the list answers instead of it; null for the list. */
  @Nullable Outcome<Listed> unlisted;

  KindCapabilities.LastUsed lastUsed = KindCapabilities.LastUsed.EXACT;

  /** What switching on answers. */
  Outcome<Changed> answer = new Outcome.Done<>(Changed.NOW);

  /** What trying the old one finds. */
  Verdict verdict;

  KindCapabilities.Disable disable = KindCapabilities.Disable.YES;

  FakeSwitch(IdentityName identity, CredentialId id) {
    this.identity = identity;
    this.id = id;
    this.verdict = new Verdict.Alive(identity);
  }

  @Override
  public SystemEntry entry(SystemName system) {
    return new SystemEntry(system, "fake", new SystemSettings(system, new TreeMap<>()), true, 1);
  }

  @Override
  public KindCapabilities capabilities() {
    return new KindCapabilities(
        new Kind("iam-access-key"),
        List.of("id", "secret"),
        KindCapabilities.Issue.CALL,
        KindCapabilities.Overlap.YES,
        2,
        KindCapabilities.Listing.FULL,
        lastUsed,
        disable,
        KindCapabilities.Revoke.BY_ID,
        /* labelled= */ false,
        Duration.ofSeconds(10),
        Duration.ZERO);
  }

  @Override
  public Outcome<Listed> list(IdentityName whose) {
    List<ListedCredential> all = new ArrayList<>();
    all.add(new ListedCredential(id, null, true, null));
    if (fresh != null) {
      all.add(fresh);
    }
    return unlisted != null ? unlisted : new Outcome.Done<>(new Listed(all, true));
  }

  @Override
  public Outcome<Optional<Instant>> lastUsed(IdentityName whose, CredentialId which) {
    return list(whose)
        .map(listed ->
            listed
                .find(which)
                .flatMap(_ -> Optional.ofNullable(which.equals(id) ? used : freshUsed)));
  }

  @Override
  public Outcome<Issued> issue(IdentityName whose, String label) {
    throw new UnsupportedOperationException("nothing is issued here");
  }

  @Override
  public Outcome<Changed> disable(IdentityName whose, CredentialId which) {
    effects.add("disable %s of %s".formatted(which, whose));
    return off;
  }

  @Override
  public Outcome<Changed> enable(IdentityName whose, CredentialId which) {
    effects.add("enable %s of %s".formatted(which, whose));
    return answer;
  }

  @Override
  public Outcome<Changed> revoke(IdentityName whose, CredentialId which) {
    if (fresh == null || !fresh.id().equals(which)) {
      throw new UnsupportedOperationException("nothing but the new one is revoked here");
    }
    effects.add("revoke %s of %s".formatted(which, whose));
    fresh = null;
    return new Outcome.Done<>(Changed.NOW);
  }

  @Override
  public Verdict probe(CredentialValue value) {
    effects.add("probe");
    return verdict;
  }

  @Override
  public Verdict probeNonsense() {
    return new Verdict.Refused("403");
  }

  IdentityName identity() {
    return identity;
  }
}
