// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.PlaceVersion;
import dev.rekey.spi.Places;
import dev.rekey.spi.Reading;
import dev.rekey.spi.SystemClient;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome;
import dev.rekey.words.Outcome.Done;
import dev.rekey.words.Outcome.Rejected;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import dev.rekey.words.Secret;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** What the tests of places share: an open client, and the steps that they have in common. */
final class PlacesStage implements AutoCloseable {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final PlacesBench bench;
  private final SystemClient client;
  private final Witness witness = new Witness();

  PlacesStage(PlacesBench bench) {
    this.bench = bench;
    this.client = bench.connector().open(bench.settings(), bench.tools());
  }

  PlacesBench bench() {
    return bench;
  }

  SystemClient client() {
    return client;
  }

  Witness witness() {
    return witness;
  }

  Places places() {
    return client.places();
  }

  /** A value that never was before; it is an error to tell any of it. */
  CredentialValue fresh() {
    return value("id" + random(), "secret" + random());
  }

  /** A value of these parts; it is an error to tell any of it. */
  CredentialValue value(String id, String secret) {
    CredentialValue value =
        CredentialValue.taking(
            Map.of(
                "id", Secret.taking(id.toCharArray()),
                "secret", Secret.taking(secret.toCharArray())));
    witness.guard(value, "");
    return value;
  }

  static String random() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What an outcome holds that must be done. */
  <T> T done(Outcome<T> outcome) {
    assertThat(witness.hear(outcome)).isInstanceOf(Done.class);
    return ((Done<T>) outcome).value();
  }

  void assertRejected(Rejection why, Outcome<?> outcome) {
    assertThat(witness.hear(outcome))
        .isInstanceOfSatisfying(
            Rejected.class, rejected -> assertThat(rejected.why()).isEqualTo(why));
  }

  PlaceVersion version(Place place) {
    Reading reading = done(places().read(place));
    reading.value().close();
    return reading.version();
  }

  void assertHolds(Place place, CredentialValue value) {
    Reading reading = done(places().read(place));
    assertThat(reading.value().names())
        .containsExactlyInAnyOrderElementsOf(place.selectors().keySet());
    assertThat(reading.value().matches(value)).as("the place holds the value").isTrue();
    reading.value().close();
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
