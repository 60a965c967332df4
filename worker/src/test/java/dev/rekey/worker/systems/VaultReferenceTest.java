// SPDX-License-Identifier: Apache-2.0
package dev.rekey.worker.systems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rekey.spi.Access;
import dev.rekey.spi.Issuer;
import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Kind;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class VaultReferenceTest {

  /** A system whose one place holds one text. */
  private record FakeVault(Place holding, String text) implements SystemClient, Places {

    @Override
    public Outcome<Reading> read(Place place) {
      return place.equals(holding)
          ? new Done<>(
              new Reading(
                  new PlaceVersion("1"),
                  CredentialValue.taking(Map.of("credential", Secret.taking(text.toCharArray())))))
          : new Rejected<>(Rejection.NOT_FOUND, "nothing is at " + place.location());
    }

    @Override
    public Places places() {
      return this;
    }

    @Override
    public Outcome<PlaceVersion> write(Place place, CredentialValue value, PlaceVersion expected) {
      throw new AssertionError("only read");
    }

    @Override
    public Outcome<Integer> destroyVersions(Place place, CredentialValue leaked) {
      throw new AssertionError("only read");
    }

    @Override
    public Outcome<Access> check() {
      throw new AssertionError("only read");
    }

    @Override
    public Issuer issuer(Kind kind) {
      throw new AssertionError("only read");
    }

    @Override
    public void close() {}
  }

  private static final VaultReference REFERENCE =
      VaultReference.of("vault:bao-prod:secret/rekey/aws#/key");

  private static final FakeVault VAULT =
      new FakeVault(
          Place.of(REFERENCE.system(), "secret/rekey/aws", Map.of("credential", "/key")), "s3cret");

  @Test
  void aTextInAPlaceOfAnotherSystemIsRead() {
    try (Secret secret = REFERENCE.read(system -> VAULT)) {
      assertThat(secret.<String>open(bytes -> new String(bytes, UTF_8))).isEqualTo("s3cret");
    }
  }

  @Test
  void whatIsNotThereIsToldWithTheReferenceAndTheVaultsAnswer() {
    VaultReference other = VaultReference.of("vault:bao-prod:secret/else#/key");

    assertThatIllegalStateException()
        .isThrownBy(() -> other.read(system -> VAULT))
        .withMessageContaining("vault:bao-prod:secret/else#/key")
        .withMessageContaining("nothing is at secret/else");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"vault:", "vault:bao-prod", "vault:bao-prod:x", "vault::x#/y", "vault:a b:x#/y"})
  void anotherFormIsToldWithAnExample(String reference) {
    assertThatIllegalStateException()
        .isThrownBy(() -> VaultReference.of(reference))
        .withMessageContaining("expected: vault:SYSTEM:LOCATION#SELECTOR");
  }
}
