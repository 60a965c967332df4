// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.spi.Changed;
import dev.rekey.spi.Health;
import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.LastUsed;
import dev.rekey.words.Outcome;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One system with one credential of one identity; counts what is done to it. */
final class FakeSystem implements OneSystem {

  static final String REFUSED = "403 InvalidClientTokenId";

  private final IdentityName identity;
  private final CredentialId id;
  private final @Nullable Instant created;
  private final List<String> effects = new ArrayList<>();
  private boolean alive = true;

  /** With what nonsense is refused. */
  String nonsense = REFUSED;

  /** What its consumers answer. */
  Outcome<Health> health = new Outcome.Done<>(new Health(true, "answered 200"));

  /** When the credential was last used. */
  Outcome<Optional<Instant>> use = new Outcome.Done<>(Optional.empty());

  /** Whether it tells use. */
  LastUsed lastUsed = LastUsed.EXACT;

  FakeSystem(IdentityName identity, CredentialId id, @Nullable Instant created) {
    this.identity = identity;
    this.id = id;
    this.created = created;
  }

  List<String> effects() {
    return List.copyOf(effects);
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
        KindCapabilities.Disable.YES,
        KindCapabilities.Revoke.BY_ID,
        /* labelled= */ false,
        Duration.ofSeconds(10),
        Duration.ZERO);
  }

  @Override
  public HealthChecks health() {
    return _ -> health;
  }

  @Override
  public Outcome<Listed> list(IdentityName whose) {
    List<ListedCredential> listed =
        alive ? List.of(new ListedCredential(id, created, true, null)) : List.of();
    return new Outcome.Done<>(new Listed(listed, true));
  }

  @Override
  public Outcome<Optional<Instant>> lastUsed(IdentityName whose, CredentialId which) {
    return use;
  }

  @Override
  public Outcome<Issued> issue(IdentityName whose, String label) {
    throw new UnsupportedOperationException("nothing is issued here");
  }

  @Override
  public Outcome<Changed> disable(IdentityName whose, CredentialId which) {
    effects.add("disable " + which);
    return new Outcome.Done<>(Changed.NOW);
  }

  @Override
  public Outcome<Changed> enable(IdentityName whose, CredentialId which) {
    throw new UnsupportedOperationException("nothing is enabled here");
  }

  @Override
  public Outcome<Changed> revoke(IdentityName whose, CredentialId which) {
    effects.add("revoke " + which);
    alive = false;
    return new Outcome.Done<>(Changed.NOW);
  }

  @Override
  public Verdict probe(CredentialValue value) {
    return alive ? new Verdict.Alive(identity) : new Verdict.Refused(REFUSED);
  }

  @Override
  public Verdict probeNonsense() {
    return new Verdict.Refused(nonsense);
  }
}
