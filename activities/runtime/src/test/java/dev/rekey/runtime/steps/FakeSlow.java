// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.steps;

import dev.rekey.runtime.gate.WrittenChain;
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
import dev.rekey.words.Secret;
import dev.rekey.words.SystemName;
import dev.rekey.words.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A system that carries the first issue out late, when nobody waits for its answer any more. */
final class FakeSlow implements OneSystem {

  static final Duration DEADLINE = Duration.ofSeconds(40);

  private record Key(CredentialId id, Instant created) {}

  private final Clock clock;
  private final CredentialId leaked;
  private final Duration late;
  private final List<Key> keys = new ArrayList<>();
  private int issued;

  /**
   * @param late how long the first issue lies there before it is carried out
   */
  FakeSlow(Clock clock, CredentialId leaked, Duration late) {
    this.clock = clock;
    this.leaked = leaked;
    this.late = late;
    keys.add(new Key(leaked, WrittenChain.CUT_OFF));
  }

  /** Which of Rekey's making live now. */
  List<String> ours() {
    return living().stream()
        .map(key -> key.id().value())
        .filter(id -> !id.equals(leaked.value()))
        .toList();
  }

  private List<Key> living() {
    return keys.stream().filter(key -> !key.created().isAfter(clock.instant())).toList();
  }

  @Override
  public SystemEntry entry(SystemName system) {
    return new SystemEntry(system, "fake", new SystemSettings(system, new TreeMap<>()), true, 1);
  }

  @Override
  public Duration deadline() {
    return DEADLINE;
  }

  @Override
  public KindCapabilities capabilities() {
    return new KindCapabilities(
        new Kind("iam-access-key"),
        List.of("id", "secret"),
        KindCapabilities.Issue.CALL,
        KindCapabilities.Overlap.YES,
        9,
        KindCapabilities.Listing.FULL,
        KindCapabilities.LastUsed.NONE,
        KindCapabilities.Disable.YES,
        KindCapabilities.Revoke.BY_ID,
        /* labelled= */ false,
        Duration.ofSeconds(60),
        Duration.ZERO);
  }

  @Override
  public Outcome<Listed> list(IdentityName whose) {
    return new Outcome.Done<>(
        new Listed(
            living().stream()
                .map(key -> new ListedCredential(key.id(), key.created(), true, null))
                .toList(),
            true));
  }

  @Override
  public Outcome<Issued> issue(IdentityName whose, String label) {
    issued++;
    Instant created = issued == 1 ? clock.instant().plus(late) : clock.instant();
    Key key = new Key(new CredentialId(leaked + "-NEW-" + issued), created);
    keys.add(key);
    return issued == 1
        ? new Outcome.Unknown<>("no answer in time")
        : new Outcome.Done<>(
            new Issued(
                key.id(),
                created,
                CredentialValue.taking(
                    Map.of(
                        "id", Secret.taking(key.id().value().toCharArray()),
                        "secret", Secret.taking("fresh".toCharArray())))));
  }

  @Override
  public Outcome<Changed> revoke(IdentityName whose, CredentialId which) {
    keys.removeIf(key -> key.id().equals(which));
    return new Outcome.Done<>(Changed.NOW);
  }

  @Override
  public Verdict probe(CredentialValue value) {
    throw new UnsupportedOperationException("nothing is tried here");
  }

  @Override
  public Verdict probeNonsense() {
    throw new UnsupportedOperationException("nothing is tried here");
  }
}
