// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Issued;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.Listed;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.KindCapabilities.Overlap;
import dev.rekey.words.KindCapabilities.Revoke;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Verdict;
import dev.rekey.words.Verdict.Alive;
import dev.rekey.words.Verdict.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the tests of an issuer share: an open client, and the steps that they have in common. */
final class IssuerStage implements AutoCloseable {

  private final IssuerBench bench;
  private final SystemClient client;
  private final Witness witness = new Witness();

  IssuerStage(IssuerBench bench) {
    this.bench = bench;
    this.client = bench.connector().open(bench.settings(), bench.tools());
  }

  IssuerBench bench() {
    return bench;
  }

  SystemClient client() {
    return client;
  }

  Witness witness() {
    return witness;
  }

  Issuer issuer() {
    return client.issuer(bench.kind());
  }

  KindCapabilities can() {
    return issuer().capabilities();
  }

  /** Whether the kind is killed by the id that the list shows. */
  boolean diesById() {
    return can().revoke() == Revoke.BY_ID || can().revoke() == Revoke.BY_ID_WHEN_INACTIVE;
  }

  /** Issues as the kind is issued: by a call, by hand, or in the place of one made by hand. */
  Issued issued(IdentityName identity) {
    Issued issued =
        switch (can().issue()) {
          case BY_HAND -> bench.issuedByHand(identity);
          case OWN_VALUE -> installed(identity);
          case CALL, IN_PLACE -> done(issuer().issue(identity, "rekey/contract/kit/1"));
        };
    guard(issued.value(), identity, issued.id().value());
    return issued;
  }

  private void guard(CredentialValue value, IdentityName identity, String... publicTexts) {
    Set<String> known = new HashSet<>(bench.accounts(identity));
    known.addAll(List.of(publicTexts));
    witness.guard(value, known.toArray(String[]::new));
  }

  /** In the place of one made by hand, or beside the one that is there. */
  private Issued installed(IdentityName identity) {
    boolean beside = can().overlap() != Overlap.NONE;
    Optional<CredentialId> there =
        beside ? bench.existing(identity).stream().findFirst() : Optional.empty();
    CredentialId first = there.orElseGet(() -> byHand(identity));
    CredentialValue value = chosen(identity, first);
    Instant created = Instant.now();
    CredentialId id = done(issuer().install(identity, value, first, "rekey/contract/kit/1"));
    if (beside && there.isEmpty()) {
      done(issuer().revoke(identity, first));
    }
    return new Issued(id, created, value);
  }

  private CredentialId byHand(IdentityName identity) {
    Issued first = bench.issuedByHand(identity);
    first.value().close();
    return first.id();
  }

  /** A new value of ours, guarded. */
  CredentialValue chosen(IdentityName identity) {
    CredentialValue value = issuer().choose(identity);
    guard(value, identity);
    return value;
  }

  /** A new value of ours that takes the place of that one, or lives beside it; guarded. */
  CredentialValue chosen(IdentityName identity, CredentialId replaced) {
    CredentialValue value = issuer().choose(identity, replaced);
    guard(value, identity);
    return value;
  }

  /** Whether the system says that a credential of this identity is alive. */
  boolean isAlive(Verdict verdict, IdentityName identity) {
    return verdict instanceof Alive(IdentityName named) && issuer().speaksFor(identity, named);
  }

  /** What an outcome holds that must be done. */
  <T> T done(Outcome<T> outcome) {
    assertThat(witness.hear(outcome)).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }

  Listed listed(IdentityName identity) {
    return done(issuer().list(identity));
  }

  boolean listedEnabled(IdentityName identity, CredentialId id) {
    return listed(identity).find(id).orElseThrow().enabled();
  }

  /** Longer than the system takes until a change holds. */
  Duration lagOver() {
    return bench.lag().plus(Duration.ofSeconds(5));
  }

  /** Waits out the lag until the value is alive, and fails if it does not come alive. */
  void assertComesAlive(IdentityName identity, CredentialValue value) {
    Verdict last =
        Patience.until(
            lagOver(), () -> witness.hear(issuer().probe(value)), Alive.class::isInstance);
    assertThat(last).matches(verdict -> isAlive(verdict, identity), "alive as " + identity);
  }

  /** Waits out the lag until the value is refused; returns the signature of the refusal. */
  String refusal(CredentialValue value) {
    Verdict last =
        Patience.until(
            lagOver(), () -> witness.hear(issuer().probe(value)), Refused.class::isInstance);
    assertThat(last).isInstanceOf(Refused.class);
    return ((Refused) last).signature();
  }

  /** Ends every fault and every change of the tools. */
  void restore() {
    bench.proxy().heal();
    bench.tools().restore();
  }

  @Override
  public void close() {
    client.close();
  }
}
