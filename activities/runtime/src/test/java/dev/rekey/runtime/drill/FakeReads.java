// SPDX-License-Identifier: Apache-2.0
package dev.rekey.runtime.drill;

import dev.rekey.spi.Access;
import dev.rekey.spi.Changed;
import dev.rekey.spi.Health;
import dev.rekey.spi.HealthChecks;
import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.ListedCredential;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Secret;
import dev.rekey.words.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A system that answers every read, and fails the test at every effect that reaches it. */
final class FakeReads implements SystemClient, Issuer, Places {

  static final Kind KIND = new Kind("iam-access-key");
  static final IdentityName IDENTITY = new IdentityName("svc-pay");
  static final CredentialId LEAKED = new CredentialId("AKIALEAKED");
  static final Instant CREATED = Instant.parse("2026-11-01T00:00:00Z");

  /** What is read, in order. */
  final List<String> reads = new ArrayList<>();

  final List<ListedCredential> listed =
      new ArrayList<>(List.of(new ListedCredential(LEAKED, CREATED, true, null)));
  Outcome<Optional<Instant>> use = new Outcome.Done<>(Optional.empty());
  Outcome<Access> access = new Outcome.Done<>(new Access("rekey", List.of()));
  List<String> missing = List.of();
  String held = LEAKED.value();
  Outcome<Health> health = new Outcome.Done<>(new Health(true, "answered 200"));
  Verdict verdict = new Verdict.Alive(IDENTITY);

  private static AssertionError touched(String effect) {
    return new AssertionError(effect + " has reached a system in a drill");
  }

  @Override
  public Outcome<Access> check() {
    reads.add("check");
    return access;
  }

  @Override
  public Issuer issuer(Kind kind) {
    return this;
  }

  @Override
  public HealthChecks health() {
    return _ -> {
      reads.add("ask");
      return health;
    };
  }

  @Override
  public Places places() {
    return this;
  }

  @Override
  public void close() {}

  @Override
  public KindCapabilities capabilities() {
    return new KindCapabilities(
        KIND,
        List.of("id", "secret"),
        KindCapabilities.Issue.CALL,
        KindCapabilities.Overlap.YES,
        2,
        KindCapabilities.Listing.FULL,
        KindCapabilities.LastUsed.EXACT,
        KindCapabilities.Disable.YES,
        KindCapabilities.Revoke.BY_ID,
        /* labelled= */ false,
        Duration.ofSeconds(10),
        Duration.ZERO);
  }

  @Override
  public Outcome<Listed> list(IdentityName identity) {
    reads.add("list");
    return new Outcome.Done<>(new Listed(listed, true));
  }

  @Override
  public Outcome<Optional<Instant>> lastUsed(IdentityName identity, CredentialId id) {
    reads.add("use");
    return use;
  }

  @Override
  public Outcome<Issued> issue(IdentityName identity, String label) {
    throw touched("issue");
  }

  @Override
  public CredentialValue choose(IdentityName identity) {
    throw touched("choose");
  }

  @Override
  public Outcome<CredentialId> install(
      IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
    throw touched("install");
  }

  @Override
  public Outcome<Changed> disable(IdentityName identity, CredentialId id) {
    throw touched("disable");
  }

  @Override
  public Outcome<Changed> enable(IdentityName identity, CredentialId id) {
    throw touched("enable");
  }

  @Override
  public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
    throw touched("revoke");
  }

  @Override
  public Verdict probe(CredentialValue value) {
    reads.add("probe");
    return verdict;
  }

  @Override
  public Verdict probeNonsense() {
    reads.add("nonsense");
    return new Verdict.Refused("403");
  }

  static CredentialValue value(String id) {
    return CredentialValue.taking(
        Map.of(
            "id", Secret.taking(id.toCharArray()),
            "secret", Secret.taking("s3cret".toCharArray())));
  }

  @Override
  public Outcome<Reading> read(Place place) {
    reads.add("read");
    return new Outcome.Done<>(new Reading(new PlaceVersion("1"), value(held)));
  }

  @Override
  public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
    throw touched("write");
  }

  @Override
  public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
    throw touched("destroy");
  }

  @Override
  public Outcome<List<String>> missingRights(Place place) {
    reads.add("rights");
    return new Outcome.Done<>(missing);
  }
}
