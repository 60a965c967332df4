// SPDX-License-Identifier: Apache-2.0
package dev.rekey.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.spi.Reading;
import dev.rekey.words.CredentialValue;
import dev.rekey.words.Outcome.Throttled;
import dev.rekey.words.Place;
import dev.rekey.words.Rejection;
import org.junit.jupiter.api.Test;

/** Reading places by selector. */
interface ReadContract {

  PlacesStage stage();

  @Test
  default void readsWhatTheSelectorsFind() {
    CredentialValue value = stage().fresh();
    Place place = stage().bench().holding(value);

    stage().assertHolds(place, value);
  }

  @Test
  default void theVersionMovesWithAChangeOfAnythingAtTheLocationAndOnlyThen() {
    Place place = stage().bench().holding(stage().fresh());
    var first = stage().version(place);
    assertThat(stage().version(place)).isEqualTo(first);

    stage().bench().disturb(place);

    assertThat(stage().version(place)).isNotEqualTo(first);
  }

  @Test
  default void aLocationWithNothingIsNotFound() {
    stage().assertRejected(Rejection.NOT_FOUND, stage().places().read(stage().bench().nowhere()));
  }

  @Test
  default void aLocationThatWasRemovedIsNotFound() {
    Place place = stage().bench().holding(stage().fresh());
    stage().bench().remove(place);

    stage().assertRejected(Rejection.NOT_FOUND, stage().places().read(place));
  }

  @Test
  default void aSelectorThatFindsNothingIsNotFound() {
    Place place = stage().bench().withoutFinds(stage().bench().holding(stage().fresh()));

    stage().assertRejected(Rejection.NOT_FOUND, stage().places().read(place));
  }

  @Test
  default void whatIsNoTextIsInvalid() {
    Place place = stage().bench().holding(stage().fresh());
    Place noText = stage().bench().findingNoText(place);

    if (!noText.equals(place)) {
      stage().assertRejected(Rejection.INVALID, stage().places().read(noText));
    }
  }

  @Test
  default void aMalformedLocationIsInvalidAndNotAskedFor() {
    int calls = stage().bench().proxy().received();

    stage().assertRejected(Rejection.INVALID, stage().places().read(stage().bench().malformed()));
    assertThat(stage().bench().proxy().received()).isEqualTo(calls);
  }

  @Test
  default void textsComeBackAsTheyWentIn() {
    String odd = "\"quoted\" \\ / \n\t\r \u0001 \u007f é ß 你好 😀 ' $ ` <>& %41" + " ".repeat(5);
    CredentialValue value = stage().value(odd, "x".repeat(5000));
    Place place = stage().bench().holding(stage().fresh());

    stage().done(stage().places().write(place, value, stage().version(place)));

    stage().assertHolds(place, value);
  }

  @Test
  default void aSystemThatCannotServeIsThrottledAndSaysSoUntilItCan() {
    CredentialValue value = stage().fresh();
    Place place = stage().bench().holding(value);
    var version = stage().version(place);
    stage().bench().suspend();
    try {
      assertThat(stage().witness().hear(stage().places().read(place)))
          .isInstanceOf(Throttled.class);
      assertThat(stage().witness().hear(stage().places().write(place, stage().fresh(), version)))
          .isInstanceOf(Throttled.class);
      assertThat(stage().witness().hear(stage().places().destroyVersions(place, value)))
          .isInstanceOf(Throttled.class);
      assertThat(stage().witness().hear(stage().client().check())).isInstanceOf(Throttled.class);
    } finally {
      stage().bench().resume();
    }
    stage().assertHolds(place, value);
  }

  @Test
  default void noRightIsMissingForAPlaceThatCanBeWritten() {
    Place place = stage().bench().holding(stage().fresh());

    assertThat(stage().done(stage().places().missingRights(place))).isEmpty();
  }

  @Test
  default void aReadingDoesNotShowItsValue() {
    Place place = stage().bench().holding(stage().fresh());
    Reading reading = stage().done(stage().places().read(place));

    assertThat(reading.toString()).contains(reading.version().value());
    reading.value().close();
  }
}
