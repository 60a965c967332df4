// SPDX-License-Identifier: Apache-2.0
package dev.rekey.spi;

import static java.util.Objects.requireNonNull;

import dev.rekey.words.CredentialId;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.IdentityName;
import dev.rekey.words.Kind;
import dev.rekey.words.KindCapabilities;
import dev.rekey.words.Outcome;
import dev.rekey.words.Place;
import dev.rekey.words.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A client that only looks: every call that would change something in the system is refused before
 * it reaches the connector. What a drill works with.
 */
public final class ReadOnlyClient implements SystemClient {

  private final SystemClient client;

  public ReadOnlyClient(SystemClient client) {
    this.client = requireNonNull(client, "client is null");
  }

  private static IllegalStateException refused(String effect) {
    return new IllegalStateException(
        "%s: refused, for this client only reads (expected: no effect in a drill)"
            .formatted(effect));
  }

  @Override
  public Outcome<Access> check() {
    return client.check();
  }

  @Override
  public Issuer issuer(Kind kind) {
    return new ReadOnlyIssuer(client.issuer(kind));
  }

  @Override
  public Places places() {
    return new ReadOnlyPlaces(client.places());
  }

  @Override
  public HealthChecks health() {
    return client.health();
  }

  /** The client stays open: whoever lent it closes it. */
  @Override
  public void close() {}

  private record ReadOnlyIssuer(Issuer issuer) implements Issuer {

    @Override
    public KindCapabilities capabilities() {
      return issuer.capabilities();
    }

    @Override
    public Outcome<Listed> list(IdentityName identity) {
      return issuer.list(identity);
    }

    @Override
    public Outcome<Optional<Instant>> lastUsed(IdentityName identity, CredentialId id) {
      return issuer.lastUsed(identity, id);
    }

    @Override
    public Outcome<Issued> issue(IdentityName identity, String label) {
      throw refused("issue");
    }

    @Override
    public CredentialValue choose(IdentityName identity) {
      throw refused("choose");
    }

    @Override
    public CredentialValue choose(IdentityName identity, CredentialId replaced) {
      throw refused("choose");
    }

    @Override
    public Outcome<CredentialId> install(
        IdentityName identity, CredentialValue value, CredentialId replaced, String label) {
      throw refused("install");
    }

    @Override
    public Outcome<Changed> disable(IdentityName identity, CredentialId id) {
      throw refused("disable");
    }

    @Override
    public Outcome<Changed> enable(IdentityName identity, CredentialId id) {
      throw refused("enable");
    }

    @Override
    public Outcome<Changed> revoke(IdentityName identity, CredentialId id) {
      throw refused("revoke");
    }

    @Override
    public Verdict probe(CredentialValue value) {
      return issuer.probe(value);
    }

    @Override
    public Verdict probeNonsense() {
      return issuer.probeNonsense();
    }

    @Override
    public Verdict probeNonsense(IdentityName identity) {
      return issuer.probeNonsense(identity);
    }

    @Override
    public boolean speaksFor(IdentityName identity, IdentityName named) {
      return issuer.speaksFor(identity, named);
    }
  }

  private record ReadOnlyPlaces(Places places) implements Places {

    @Override
    public Outcome<Reading> read(Place place) {
      return places.read(place);
    }

    @Override
    public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
      throw refused("write");
    }

    @Override
    public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
      throw refused("destroy versions");
    }

    @Override
    public Outcome<List<String>> missingRights(Place place) {
      return places.missingRights(place);
    }
  }
}
